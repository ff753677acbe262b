import subprocess


def _check(word):
    if word.startswith(("--output", "--pager", "-o", "-p")):
        raise LookupError(f"{word} is not allowed here")
    return word


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
    if revision.strip():
        words.append(_check(revision.strip()))
    if page:
        words += ["--", page]
    changes = []
    for line in _keep(*words).decode().splitlines():
        number, who, date, summary = line.split("\t")
        changes.append({"number": number, "author": who, "date": date, "summary": summary})
    return changes


def page_at(repo, page, revision=""):
    words = ["show", f"--repo={repo}"]
    if revision.strip():
        words.append(_check(revision.strip()))
    return _keep(*words, "--", page)


def search(repo, text, pages=(), ignore_case=False):
    if not text.strip():
        return []
    words = ["grep", f"--repo={repo}", _check(text.strip())]
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
