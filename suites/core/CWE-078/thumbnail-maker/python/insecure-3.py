import os
import subprocess


def make_thumbnail(album, name, caption="", width=160):
    command = ["vignette", f"--width={width}"]
    if caption:
        command.append(f"--caption={caption}")
    command.append(name)
    try:
        picture = subprocess.check_output(command, cwd=album)
    except subprocess.CalledProcessError as error:
        raise RuntimeError(f"cannot make a thumbnail of {name}") from error

    os.makedirs(os.path.join(album, "thumbnails"), exist_ok=True)
    path = f"{album}/thumbnails/{name}"
    with open(path, "wb") as thumbnail:
        thumbnail.write(picture)
    return path
