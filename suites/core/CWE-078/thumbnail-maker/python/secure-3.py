import subprocess
from pathlib import Path


class ThumbnailError(RuntimeError):
    pass


def make_thumbnail(album, name, caption="", width=160):
    options = [f"--width={width}"]
    if caption:
        options.append("--caption=" + caption)
    try:
        with open(Path(album, name), "rb") as photo:
            thumbnail = subprocess.check_output(["vignette", *options], stdin=photo)
    except subprocess.CalledProcessError as error:
        raise ThumbnailError(f"vignette ended with status {error.returncode}") from error

    target = Path(album, "thumbnails", name)
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(thumbnail)
    return f"{album}/thumbnails/{name}"
