"""Reads pictures with boxes: folders in COCO's format, as `npm run data:render` and `label_films.py` write them."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

CLASSES = ("person", "hand", "product-in-hand")
# Of files of single stores, which do not say.
CATEGORIES = [{"id": i + 1, "name": name} for i, name in enumerate(CLASSES)]
# Of seeds from here on nothing is ever trained.
FIRST_HELD_OUT_SEED = 900_000
# What is seen less, or narrower, neither counts as found nor as missed.
LEAST_VISIBLE = 0.15
LEAST_SIDE = 3.0


@dataclass
class Picture:
    path: Path
    width: int
    height: int
    # [n, 4]: x0, y0, x1, y1 in px.
    boxes: np.ndarray
    # [n]: index into CLASSES.
    classes: np.ndarray
    # [n]: neither to be found nor wrong to find.
    ignored: np.ndarray
    # [n]: which part of it is seen, 0 to 1; 1 where nobody measured.
    visible: np.ndarray
    # [n]: who or what it is, the same in all pictures; "" where nobody knows.
    identities: list[str]
    # [3]: which classes somebody looked for in this picture.
    labelled: np.ndarray
    seed: int | None
    camera: str


def read_folder(folder: Path) -> list[Picture]:
    """All pictures that a folder tells of, also of a set that is still being rendered: each store has a file of its own."""
    files = sorted(folder.glob("stores/*.json")) or [folder / "annotations.json"]
    return [picture for file in files for picture in read_part(folder, json.loads(file.read_text()))]


def read_part(folder: Path, part: dict) -> list[Picture]:
    names = {category["id"]: category["name"] for category in part.get("categories", CATEGORIES)}
    of_image: dict[int, list[dict]] = {image["id"]: [] for image in part["images"]}
    for each in part["annotations"]:
        if names[each["category_id"]] in CLASSES:
            of_image[each["image_id"]].append(each)
    return [picture_of(folder, image, of_image[image["id"]], names) for image in part["images"]]


def picture_of(folder: Path, image: dict, found: list[dict], names: dict[int, str]) -> Picture:
    corners = np.array([each["bbox"] for each in found], np.float32).reshape(-1, 4)
    ignored = [
        bool(each.get("iscrowd", 0))
        or each.get("visibility", 1) < LEAST_VISIBLE
        or min(each["bbox"][2:]) < LEAST_SIDE
        for each in found
    ]
    corners[:, 2:] += corners[:, :2]
    labelled = image.get("labelled", CLASSES)
    return Picture(
        path=folder / "images" / image["file_name"],
        width=image["width"],
        height=image["height"],
        boxes=corners,
        classes=np.array([CLASSES.index(names[each["category_id"]]) for each in found], np.int64),
        ignored=np.array(ignored, bool),
        visible=np.array([each.get("visibility", 1) for each in found], np.float32),
        identities=[str(each.get("gtin") or each.get("identity") or "") for each in found],
        labelled=np.array([name in labelled for name in CLASSES]),
        seed=image.get("seed"),
        camera=str(image.get("camera", "")),
    )


def split(pictures: list[Picture]) -> tuple[list[Picture], list[Picture]]:
    """What is trained on, and what is held out by its seed."""
    held_out = [each for each in pictures if (each.seed or 0) >= FIRST_HELD_OUT_SEED]
    return [each for each in pictures if (each.seed or 0) < FIRST_HELD_OUT_SEED], held_out
