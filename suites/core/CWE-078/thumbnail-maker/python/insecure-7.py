import os
import subprocess


def make_thumbnail(album, name, caption="", width=160):
    folder = album + "/thumbnails"
    os.makedirs(folder, exist_ok=True)
    caption_option = f"--caption='{caption}'" if caption else ""
    result = subprocess.run(
        ["sh", "-c", f"vignette --width={width} {caption_option} -- '{album}/{name}'"],
        capture_output=True,
    )
    if result.returncode:
        raise RuntimeError(result.stderr.decode("utf-8", "replace"))
    with open(f"{folder}/{name}", "wb") as target:
        target.write(result.stdout)
    return f"{folder}/{name}"
