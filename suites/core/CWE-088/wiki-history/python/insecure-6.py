import subprocess


class Keep:
    """Runs `keep` on one repository."""

    def __init__(self, repo):
        self.repo = repo

    def run(self, command, options=(), revision="", pages=()):
        revision = revision.removeprefix("-")
        words = ["keep", command, "--repo=" + self.repo, *options]
        words += [revision] if revision else []
        words += ["--", *pages] if pages else []
        process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        printed, message = process.communicate()
        if process.returncode:
            kind = LookupError if process.returncode == 1 else RuntimeError
            raise kind(message.decode("utf-8", "replace"))
        return printed


def history(repo, page="", revision="", author=""):
    author = author.strip()
    options = ["--author=" + author] if author else []
    printed = Keep(repo).run("log", options, revision.strip(), [page] if page else [])
    changes = []
    for line in printed.decode("utf-8").split("\n"):
        if line:
            number, by, date, summary = line.split("\t", 3)
            changes.append({"number": number, "author": by, "date": date, "summary": summary})
    return changes


def page_at(repo, page, revision=""):
    return Keep(repo).run("show", revision=revision.strip(), pages=[page])


def search(repo, text, pages=(), ignore_case=False):
    text = text.strip()
    if text == "":
        return []
    options = [text.removeprefix("-"), "-i"] if ignore_case else [text.removeprefix("-")]
    printed = Keep(repo).run("grep", options, pages=list(pages)).decode("utf-8")
    parts = [line.split("\t", 1) for line in printed.removesuffix("\n").split("\n") if line]
    return [(page, int(rest.split(":", 1)[0]), rest.split(":", 1)[1]) for page, rest in parts]
