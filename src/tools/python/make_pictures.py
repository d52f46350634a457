"""Own pictures as people have them: 6 classes, mixed formats and sizes, messy names, by seed.

    pip install numpy pillow
    python make_pictures.py FOLDER [PER_CLASS [SEED]]

Writes PNG (with alpha, grey, palette), JPEG (some turned by the camera), BMP, GIF, TIFF and WebP files.
"""
import pathlib
import sys

import numpy as np
from PIL import Image

CLASSES = ["disc", "ring", "cross", "stripes  flat", "stripes, upright", "Überall \"Punkte\""]


def mask(kind, height, width, random):
    y, x = np.mgrid[0:height, 0:width] / min(height, width)
    y, x = y - y.mean() + random.uniform(-0.1, 0.1), x - x.mean() + random.uniform(-0.1, 0.1)
    size, period = random.uniform(0.25, 0.42), random.uniform(0.12, 0.25)
    radius = np.hypot(x, y)
    return [
        radius < size,
        (radius < size) & (radius > size * 0.6),
        (abs(x) < size / 4) & (abs(y) < size) | (abs(y) < size / 4) & (abs(x) < size),
        (y / period) % 1 < 0.5,
        (x / period) % 1 < 0.5,
        np.hypot((x / period) % 1 - 0.5, (y / period) % 1 - 0.5) < 0.25,
    ][kind]


def picture(kind, random):
    height, width = random.integers(40, 260, 2)
    back, front = random.uniform(0, 110, 3), random.uniform(145, 255, 3)
    if random.random() < 0.5:
        back, front = front, back
    values = np.where(mask(kind, height, width, random)[..., None], front, back)
    values = values + random.normal(0, random.uniform(2, 25), values.shape)
    return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))


def save(image, folder, i, random):
    name = ["IMG_%04d", "photo (%d)", "Scan %d copy", "ünï çødé %d", "%d", "a.b.c-%d"][random.integers(6)] % i
    if random.random() < 0.1:
        folder = folder / "more"
        folder.mkdir(exist_ok=True)
    how = random.integers(10)
    if how == 0:
        image.save(folder / (name + ".PNG"))
    elif how == 1:
        alpha = np.tile(np.linspace(160, 255, image.width).astype(np.uint8), (image.height, 1))
        image.putalpha(Image.fromarray(alpha))
        image.save(folder / (name + ".png"))
    elif how == 2:
        image.convert("L").save(folder / (name + ".png"))
    elif how == 3:
        image.quantize(64).save(folder / (name + ".png"))
    elif how == 4:
        image.save(folder / (name + ".bmp"))
    elif how == 5:
        image.save(folder / (name + ".gif"))
    elif how == 6:
        image.save(folder / (name + ".tif"))
    elif how == 7:
        image.save(folder / (name + ".webp"), lossless=True)
    elif how == 8:
        image.save(folder / (name + ".JPG"), quality=92)
    else:
        exif = Image.Exif()
        exif[0x0112] = int(random.integers(1, 9))
        image.save(folder / (name + ".jpeg"), quality=88, exif=exif)


def main(folder, per_class=100, seed=1):
    random = np.random.default_rng(int(seed))
    for kind, name in enumerate(CLASSES):
        to = pathlib.Path(folder) / name
        to.mkdir(parents=True, exist_ok=True)
        for i in range(int(per_class)):
            save(picture(kind, random), to, i, random)
        (to / "Thumbs.db").write_bytes(b"")


if __name__ == "__main__":
    main(*sys.argv[1:])
