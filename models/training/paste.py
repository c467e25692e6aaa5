"""Puts people who were cut out of films into other pictures, in other clothes and seen from further above."""

from pathlib import Path

import cv2
import numpy as np

# Of the place where somebody is put, so much of a box that was there before is seen at least.
MOST_COVERED = 0.6
# px
SHORTEST, TALLEST = 45, 230


class People:
    """@param folder: what `label_films.py` and `cut_out.py` wrote."""

    def __init__(self, folders: list[Path]):
        files = [file for folder in folders for file in sorted((folder / "people").glob("*.png"))]
        self.all = [(cv2.imread(str(file), cv2.IMREAD_UNCHANGED), file.stem.split("-")[-1]) for file in files]

    def put(self, image: np.ndarray, dice: np.random.Generator) -> np.ndarray | None:
        """Draws somebody into `image`. Returns the box, or `None` when next to nothing of them is in it."""
        person, cut = self.all[dice.integers(len(self.all))]
        height, width = image.shape[:2]
        tall = np.exp(dice.uniform(np.log(SHORTEST), np.log(TALLEST)))
        drawn = leaning(dressed(person, dice), tall, dice)
        high, wide = drawn.shape[:2]
        # Anywhere with the middle in the picture, but where the film's picture ended this one ends.
        left = 0 if "l" in cut else width - wide if "r" in cut else int(dice.uniform(0, width) - wide / 2)
        top = 0 if "t" in cut else height - high if "b" in cut else int(dice.uniform(0, height) - high / 2)
        x0, y0, x1, y1 = max(left, 0), max(top, 0), min(left + wide, width), min(top + high, height)
        if x1 <= x0 or y1 <= y0:
            return None
        part = drawn[y0 - top : y1 - top, x0 - left : x1 - left]
        seen = cv2.boundingRect((part[..., 3] > 127).astype(np.uint8))
        if min(seen[2:]) < 8:
            return None
        alpha = part[..., 3:].astype(np.float32) / 255
        image[y0:y1, x0:x1] = (alpha * part[..., :3] + (1 - alpha) * image[y0:y1, x0:x1]).astype(np.uint8)
        return np.array([x0 + seen[0], y0 + seen[1], x0 + seen[0] + seen[2], y0 + seen[1] + seen[3]], np.float32)


def dressed(person: np.ndarray, dice: np.random.Generator) -> np.ndarray:
    """In other colours above and below the belt: what is dark can become anything, what is light less so."""
    height = person.shape[0]
    neck, belt = int(0.16 * height), int(dice.uniform(0.42, 0.55) * height)
    out = person.copy()
    for begin, end in ((neck, belt), (belt, height)):
        colour = dice.uniform(0, 255, 3)
        share = dice.uniform(0, 0.7)
        lines = person[begin:end, :, :3].astype(np.float32)
        pattern = lines.mean(2, keepdims=True) / 255
        out[begin:end, :, :3] = np.clip((1 - share) * lines + share * colour * (0.5 + pattern), 0, 255)
    return out


def leaning(person: np.ndarray, tall: float, dice: np.random.Generator) -> np.ndarray:
    """So many px tall; narrower below, as a camera under the ceiling sees it, and turned a little."""
    scale = tall / person.shape[0]
    wide = person.shape[1] * scale * np.exp(dice.uniform(-0.2, 0.2))
    below, angle = dice.uniform(0.55, 1.05), np.radians(dice.normal(0, 8))
    x, y = np.array([-1, 1, below, -below]) * wide / 2, np.array([-1, -1, 1, 1]) * tall / 2
    turned = np.stack([x * np.cos(angle) - y * np.sin(angle), x * np.sin(angle) + y * np.cos(angle)], 1)
    turned -= turned.min(0)
    size = np.ceil(turned.max(0)).astype(int) + 1
    corners = np.array([[0, 0], [person.shape[1], 0], [person.shape[1], person.shape[0]], [0, person.shape[0]]], np.float32)
    while scale < 0.5:
        person, corners, scale = cv2.resize(person, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), corners / 2, scale * 2
    move = cv2.getPerspectiveTransform(corners, turned.astype(np.float32))
    return cv2.warpPerspective(person, move, tuple(size.tolist()), flags=cv2.INTER_LINEAR)


def covered(boxes: np.ndarray, by: np.ndarray) -> np.ndarray:
    """Which of the boxes are hidden too far."""
    inner = np.clip(np.minimum(boxes[:, 2:], by[2:]) - np.maximum(boxes[:, :2], by[:2]), 0, None).prod(1)
    return inner > MOST_COVERED * np.maximum(np.clip(boxes[:, 2:] - boxes[:, :2], 0, None).prod(1), 1e-6)
