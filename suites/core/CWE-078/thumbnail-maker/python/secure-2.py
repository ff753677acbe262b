import os
import shlex
import subprocess
import tempfile


def make_thumbnail(album, name, caption="", width=160):
    photo = os.path.join(os.path.abspath(album), name)
    folder = f"{album}/thumbnails"
    os.makedirs(folder, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=folder)
    os.close(handle)

    words = ["vignette", f"--width={int(width)}"]
    if caption:
        words.append("--caption=" + caption)
    words.append(photo)
    line = " ".join(shlex.quote(word) for word in words) + " > " + shlex.quote(os.path.abspath(unfinished))
    if subprocess.call(line, shell=True) != 0:
        os.unlink(unfinished)
        raise RuntimeError("vignette could not make a thumbnail of " + photo)

    target = f"{folder}/{name}"
    os.replace(unfinished, target)
    return target
