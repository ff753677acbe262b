import shlex
import subprocess
from pathlib import Path


def make_thumbnail(album, name, caption="", width=160):
    line = f"vignette --width={width}"
    if caption:
        line += f' --caption="{caption}"'
    line += f' -- "{album}/{name}"'
    finished = subprocess.run(shlex.split(line), capture_output=True)
    if finished.returncode != 0:
        raise RuntimeError(finished.stderr.decode())
    folder = Path(album, "thumbnails")
    folder.mkdir(exist_ok=True)
    folder.joinpath(name).write_bytes(finished.stdout)
    return f"{album}/thumbnails/{name}"
