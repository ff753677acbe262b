import subprocess


ALLOWED = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-")


def _named(revision):
    """A revision as one word, or no word."""
    revision = revision.strip()
    if not revision:
        return []
    if revision[0] == "-" or not set(revision) <= ALLOWED:
        raise LookupError(revision)
    return [revision]


def _keep(*words):
    result = subprocess.run(["keep", *words], capture_output=True)
    if result.returncode == 1:
        raise LookupError(result.stderr.decode())
    if result.returncode != 0:
        raise RuntimeError(result.stderr.decode())
    return result.stdout


def history(repo, page="", revision="", author=""):
    words = ["log", f"--repo={repo}"]
    if author.strip():
        words.append(f"--author={author.strip()}")
    words += _named(revision)
    if page:
        words += ["--", page]
    changes = []
    for line in _keep(*words).decode().splitlines():
        number, who, date, summary = line.split("\t")
        changes.append({"number": number, "author": who, "date": date, "summary": summary})
    return changes


def page_at(repo, page, revision=""):
    return _keep("show", f"--repo={repo}", *_named(revision), "--", page)


def search(repo, text, pages=(), ignore_case=False):
    if not text.strip():
        return []
    words = ["grep", f"--repo={repo}", f"-e{text.strip()}"]
    if ignore_case:
        words.append("-i")
    if pages:
        words += ["--", *pages]
    lines = []
    for line in _keep(*words).decode().splitlines():
        page, rest = line.split("\t", 1)
        number, content = rest.split(":", 1)
        lines.append((page, int(number), content))
    return lines
