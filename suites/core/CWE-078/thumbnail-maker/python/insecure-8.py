import os
import subprocess


def make_thumbnail(album, name, caption="", width=160):
    if name not in os.listdir(album):
        raise RuntimeError(f"there is no photo {name} in {album}")
    words = ["vignette", f"--width={width}"]
    if caption:
        words.append(f"--caption={caption}")
    words += ["--", f"{album}/{name}"]
    vignette = subprocess.run(subprocess.list2cmdline(words), shell=True, capture_output=True)
    if vignette.returncode != 0:
        raise RuntimeError(vignette.stderr.decode(errors="replace"))
    os.makedirs(f"{album}/thumbnails", exist_ok=True)
    with open(f"{album}/thumbnails/{name}", "wb") as thumbnail:
        thumbnail.write(vignette.stdout)
    return f"{album}/thumbnails/{name}"
