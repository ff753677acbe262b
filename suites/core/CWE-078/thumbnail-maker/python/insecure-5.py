import os
import shlex


def make_thumbnail(album, name, caption="", width=160):
    photo = shlex.quote(f"{album}/{name}")
    text = f"--caption='{caption}'" if caption else ""
    with os.popen(f"vignette --width={width} {text} -- {photo}") as pipe:
        thumbnail = pipe.buffer.read()
        if pipe.close() is not None:
            raise RuntimeError(f"vignette did not accept {photo}")
    os.makedirs(f"{album}/thumbnails", exist_ok=True)
    with open(f"{album}/thumbnails/{name}", "wb") as file:
        file.write(thumbnail)
    return f"{album}/thumbnails/{name}"
