import os
import subprocess


def _word(text):
    for character in "\\ \"$`(),":
        text = text.replace(character, "\\" + character)
    return text


def make_thumbnail(album, name, caption="", width=160):
    os.makedirs(f"{album}/thumbnails", exist_ok=True)
    command = f"vignette --width={width} "
    if caption:
        command += f"--caption={_word(caption)} "
    process = subprocess.Popen(command + _word(f"{album}/{name}"), shell=True, stdout=subprocess.PIPE)
    picture, _ = process.communicate()
    if process.returncode:
        raise RuntimeError("vignette: exit status %d" % process.returncode)
    with open(f"{album}/thumbnails/{name}", "wb") as target:
        target.write(picture)
    return f"{album}/thumbnails/{name}"
