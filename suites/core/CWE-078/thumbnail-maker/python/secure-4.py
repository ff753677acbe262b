import os
import shutil
import tempfile
from subprocess import PIPE, Popen


def make_thumbnail(album, name, caption="", width=160):
    target_folder = album + "/thumbnails"
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copyfile(album + "/" + name, scratch + "/photo")
        arguments = ["vignette", "--width=%d" % width, "photo"]
        if caption:
            arguments.insert(2, "--caption=%s" % caption)
        with Popen(arguments, cwd=scratch, stdout=PIPE) as vignette:
            thumbnail = vignette.stdout.read()
        if vignette.returncode != 0:
            raise RuntimeError("vignette ended with status %d" % vignette.returncode)
    os.makedirs(target_folder, exist_ok=True)
    with open(target_folder + "/" + name, "wb") as file:
        file.write(thumbnail)
    return target_folder + "/" + name
