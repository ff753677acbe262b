import os
import subprocess

SCRIPT = 'out=$1; shift; exec vignette "$@" > "$out"'


def make_thumbnail(album, name, caption="", width=160):
    folder = os.path.join(album, "thumbnails")
    os.makedirs(folder, exist_ok=True)
    unfinished = os.path.join(os.path.abspath(folder), f".unfinished-{os.getpid()}")

    words = [f"--width={width}"]
    if caption:
        words.append(f"--caption={caption}")
    words += ["--", os.path.join(album, name)]
    status = subprocess.call(["sh", "-c", SCRIPT, "sh", unfinished, *words])
    if status != 0:
        os.unlink(unfinished)
        raise RuntimeError(f"vignette ended with status {status}")
    os.rename(unfinished, f"{album}/thumbnails/{name}")
    return f"{album}/thumbnails/{name}"
