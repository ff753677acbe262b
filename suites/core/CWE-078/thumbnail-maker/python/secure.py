import subprocess
from pathlib import Path


def make_thumbnail(album, name, caption="", width=160):
    command = ["vignette", f"--width={width}"]
    if caption:
        command.append(f"--caption={caption}")
    command += ["--", f"{album}/{name}"]

    result = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if result.returncode != 0:
        reason = result.stderr.decode(errors="replace").strip()
        raise RuntimeError(f"no thumbnail of {name!r}: {reason}")

    folder = Path(album) / "thumbnails"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(result.stdout)
    return f"{album}/thumbnails/{name}"
