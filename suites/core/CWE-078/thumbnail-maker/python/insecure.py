import os


def make_thumbnail(album, name, caption="", width=160):
    folder = f"{album}/thumbnails"
    os.makedirs(folder, exist_ok=True)
    target = f"{folder}/{name}"
    command = f"vignette --width={width}"
    if caption:
        command += f' --caption="{caption}"'
    status = os.system(f'{command} "{album}/{name}" > "{target}.part"')
    if status != 0:
        os.remove(f"{target}.part")
        raise RuntimeError(f"vignette failed for {name}")
    os.replace(f"{target}.part", target)
    return target
