"""A set of pictures that is drawn in a second: enough to see whether the programs run, of no use for shops."""

import json
from pathlib import Path

import cv2
import numpy as np

from annotated import CLASSES, FIRST_HELD_OUT_SEED

SIZE = (640, 360)
PEOPLE = 6
CAMERAS = ("left", "right")
SEEDS = (*range(1, 9), *range(FIRST_HELD_OUT_SEED, FIRST_HELD_OUT_SEED + 2))


def draw_tiny_set(folder: Path) -> None:
    """Figures of coloured boxes with hands and something in one of them, each seen by two cameras."""
    images, annotations = [], []
    (folder / "images").mkdir(parents=True, exist_ok=True)
    for seed in SEEDS:
        for camera in CAMERAS:
            dice = np.random.default_rng([seed, CAMERAS.index(camera)])
            image = np.full((SIZE[1], SIZE[0], 3), dice.integers(60, 200, 3), np.uint8)
            images.append({"id": len(images) + 1, "file_name": f"{seed}-{camera}.png", "width": SIZE[0], "height": SIZE[1], "seed": seed, "camera": camera})
            for place, person in enumerate(dice.permutation(PEOPLE)[:3]):
                left, top = 60 + 190 * place + int(dice.integers(0, 60)), int(dice.integers(20, 120))
                for name, box, identity in figure(image, left, top, int(person)):
                    annotations.append(
                        {"id": len(annotations) + 1, "image_id": len(images), "category_id": CLASSES.index(name) + 1, "bbox": box, "area": box[2] * box[3], "iscrowd": 0, "visibility": 1, "identity": identity}
                    )
            cv2.imwrite(str(folder / "images" / images[-1]["file_name"]), image)
    categories = [{"id": i + 1, "name": name} for i, name in enumerate(CLASSES)]
    (folder / "annotations.json").write_text(json.dumps({"images": images, "categories": categories, "annotations": annotations}))


def figure(image: np.ndarray, left: int, top: int, person: int):
    clothes, trousers, thing = (tuple(int(each) for each in np.random.default_rng(person).integers(0, 256, (3, 3))[i]) for i in range(3))
    skin = (150, 180, 220)
    cv2.rectangle(image, (left + 20, top), (left + 40, top + 30), skin, -1)
    cv2.rectangle(image, (left + 8, top + 30), (left + 52, top + 110), clothes, -1)
    cv2.rectangle(image, (left + 12, top + 110), (left + 48, top + 200), trousers, -1)
    yield "person", [left, top, 60, 200], f"person/{person}"
    for x in (left, left + 50):
        cv2.rectangle(image, (x, top + 90), (x + 10, top + 102), skin, -1)
        yield "hand", [x, top + 90, 10, 12], ""
    cv2.rectangle(image, (left, top + 100), (left + 12, top + 124), thing, -1)
    yield "product-in-hand", [left, top + 100, 12, 24], f"thing/{person}"


def draw_tiny_products(folder: Path) -> None:
    """Eight classes in the layout of the Grocery Store Dataset, three photos and an iconic picture each."""
    rows, labels = ["Class Name (str),Class ID (int),Coarse Class Name (str),Coarse Class ID (int),Iconic Image Path (str)"], []
    for number in range(8):
        dice = np.random.default_rng(number)
        colours = dice.integers(0, 256, (4, 3))
        rows.append(f"thing-{number},{number},thing,0,/things/thing-{number}.png")
        for i in range(4):
            image = np.full((120, 90, 3), dice.integers(0, 256, 3), np.uint8)
            image[15:105, 15:75] = cv2.resize(colours.reshape(2, 2, 3).astype(np.uint8), (60, 90), interpolation=cv2.INTER_NEAREST)
            path = folder / ("iconic" if i == 3 else "images") / (f"thing-{number}.png" if i == 3 else f"{number}-{i}.png")
            path.parent.mkdir(parents=True, exist_ok=True)
            cv2.imwrite(str(path), image)
            if i < 3:
                labels.append(f"{path.name}, {number}, 0")
    (folder / "classes.csv").write_text("\n".join(rows) + "\n")
    (folder / "labels.txt").write_text("\n".join(labels) + "\n")
