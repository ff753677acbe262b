import subprocess


def keep(command, repo, options="", revision="", pages=()):
    line = f'keep {command} --repo="{repo}" {options}'
    if revision.strip():
        if revision.strip().startswith("-"):
            raise LookupError(revision)
        line += f' "{revision.strip()}"'
    if pages:
        line += " -- " + " ".join(f'"{page}"' for page in pages)
    done = subprocess.run(line, shell=True, capture_output=True)
    if done.returncode:
        raise {1: LookupError}.get(done.returncode, RuntimeError)(done.stderr.decode())
    return done.stdout


def history(repo, page="", revision="", author=""):
    options = f'--author="{author.strip()}"' if author.strip() else ""
    printed = keep("log", repo, options, revision, [page] if page else []).decode()
    rows = [line.split("\t") for line in printed.splitlines()]
    return [{"number": row[0], "author": row[1], "date": row[2], "summary": row[3]} for row in rows]


def page_at(repo, page, revision=""):
    return keep("show", repo, "", revision, [page])


def search(repo, text, pages=(), ignore_case=False):
    if not text.strip():
        return []
    options = f'--text="{text.strip()}"' + (" -i" if ignore_case else "")
    lines = keep("grep", repo, options, "", pages).decode().splitlines()
    found = [line.split("\t", 1) for line in lines]
    return [(page, int(rest.partition(":")[0]), rest.partition(":")[2]) for page, rest in found]
