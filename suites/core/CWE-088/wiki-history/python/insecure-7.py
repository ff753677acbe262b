import subprocess


def _run(repo, command, *words):
    done = subprocess.run(
        ["keep", command, f"--repo={repo}", *words], stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if done.returncode == 0:
        return done.stdout
    message = done.stderr.decode(errors="replace").strip()
    if done.returncode == 1:
        raise LookupError(message)
    raise RuntimeError(message)


def _revision(text):
    text = text.strip()
    if not text:
        return []
    return [text.replace(" ", "")]


def history(repo, page="", revision="", author=""):
    words = _revision(revision)
    if author.strip():
        words.append(f"--author={author.strip()}")
    if page:
        words += ["--", page]
    lines = _run(repo, "log", *words).decode().splitlines()
    return [dict(zip(("number", "author", "date", "summary"), line.split("\t", 3))) for line in lines]


def page_at(repo, page, revision=""):
    return _run(repo, "show", *_revision(revision), "--", page)


def search(repo, text, pages=(), ignore_case=False):
    text = text.strip()
    if not text:
        return []
    words = [f"--text={text}"]
    if ignore_case:
        words.append("--ignore-case")
    found = []
    for line in _run(repo, "grep", *words, "--", *pages).decode().split("\n")[:-1]:
        page, _, rest = line.partition("\t")
        number, _, content = rest.partition(":")
        found.append((page, int(number), content))
    return found
