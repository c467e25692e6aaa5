"""Cuts people out of a film whose camera stands still: what differs from the empty room, in the boxes that a teacher drew.

    python models/training/cut_out.py --labelled DIR

DIR is what `label_films.py` wrote; `people/*.png` come beside, with their outlines as alpha. They are pasted into other
pictures (Ghiasi et al., *Simple Copy-Paste*, arXiv 2012.07177), which is how few people are seen in many places.
"""

import argparse
from pathlib import Path

import cv2
import numpy as np

from annotated import Picture, read_folder

FILM = "one-by-one-person-detection.mp4"
# Levels of 255 from which on a pixel is somebody: strict where one is sure, lenient where it touches what is sure.
SURE, LENIENT = 60, 22
# Pictures of the empty room around each picture, before and after.
EMPTY = 6
# An outline fills so much of its box, or something went wrong.
LEAST_FILLED, MOST_FILLED = 0.3, 0.9
MARGIN = 4
SMALLEST = 60


def outline(image: np.ndarray, room: np.ndarray, box: np.ndarray) -> np.ndarray | None:
    """Alpha in the box, or `None` where nobody stands out."""
    x0, y0, x1, y1 = box
    difference = cv2.absdiff(cv2.GaussianBlur(image, (3, 3), 0), cv2.GaussianBlur(room, (3, 3), 0)).max(2)[y0:y1, x0:x1]
    mask = np.full(difference.shape, cv2.GC_PR_BGD, np.uint8)
    mask[difference > LENIENT] = cv2.GC_PR_FGD
    mask[difference > SURE] = cv2.GC_FGD
    mask[difference < LENIENT / 3] = cv2.GC_BGD
    if (mask == cv2.GC_FGD).mean() < LEAST_FILLED / 2 or not (mask == cv2.GC_BGD).any():
        return None
    cv2.grabCut(np.ascontiguousarray(image[y0:y1, x0:x1]), mask, None, np.zeros((1, 65)), np.zeros((1, 65)), 2, cv2.GC_INIT_WITH_MASK)
    body = ((mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD)).astype(np.uint8)
    body = cv2.morphologyEx(body, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    _, parts, sizes, _ = cv2.connectedComponentsWithStats(body)
    if len(sizes) < 2:
        return None
    body = (parts == 1 + sizes[1:, cv2.CC_STAT_AREA].argmax()).astype(np.float32)
    return cv2.GaussianBlur(255 * body, (3, 3), 0).astype(np.uint8) if LEAST_FILLED < body.mean() < MOST_FILLED else None


def empty_room(pictures: list[Picture], at: int) -> np.ndarray | None:
    """The middle of the nearest pictures without anybody."""
    empty = sorted((i for i, each in enumerate(pictures) if len(each.boxes) == 0), key=lambda i: abs(i - at))[: 2 * EMPTY]
    return np.median([cv2.imread(str(pictures[i].path)) for i in empty], 0).astype(np.uint8) if empty else None


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--labelled", type=Path, required=True)
    given = parser.parse_args()
    out = given.labelled / "people"
    out.mkdir(exist_ok=True)
    pictures = [each for each in read_folder(given.labelled) if each.camera == FILM]
    count = 0
    for at, picture in enumerate(pictures):
        if len(picture.boxes) != 1 or picture.ignored[0]:
            continue
        image, room = cv2.imread(str(picture.path)), empty_room(pictures, at)
        limit = [picture.width, picture.height] * 2
        box = np.clip(picture.boxes[0] + np.array([-MARGIN, -MARGIN, MARGIN, MARGIN]), 0, limit).astype(int)
        if room is None or min(box[2:] - box[:2]) < SMALLEST:
            continue
        alpha = outline(image, room, box)
        if alpha is None:
            continue
        x0, y0, x1, y1 = box
        # Whoever is cut by the picture's edge can only be pasted at an edge: the sides are in the name.
        cut = "".join(side for side, there in zip("ltrb", (x0 < 2, y0 < 2, x1 > limit[0] - 2, y1 > limit[1] - 2)) if there) or "whole"
        cv2.imwrite(str(out / f"{picture.path.stem}-{cut}.png"), np.dstack([image[y0:y1, x0:x1], alpha]))
        count += 1
    print(f"{count} people")


if __name__ == "__main__":
    main()
