import subprocess
from pathlib import Path

SPECIAL = ";|&<>\""


def _clean(text):
    return "".join(character for character in text if character not in SPECIAL)


def make_thumbnail(album, name, caption="", width=160):
    options = f"--width={width}"
    if caption:
        options += f' --caption="{_clean(caption)}"'
    result = subprocess.run(
        f'vignette {options} "{_clean(album)}/{_clean(name)}"', shell=True, stdout=subprocess.PIPE
    )
    if result.returncode != 0:
        raise RuntimeError("vignette failed")
    target = Path(album) / "thumbnails" / name
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(result.stdout)
    return f"{album}/thumbnails/{name}"
