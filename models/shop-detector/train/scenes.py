"""Pictures as the detector sees them, and what is done to them so that a rendered shop teaches about real ones."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.utils.data import Dataset

from annotated import CLASSES, Picture
from disguise import cover, disguised
from loss import Targets
from network import HEIGHT, WIDTH
from paste import People, covered

GREY = 114
# Of a box that is cut by the picture's edge so much must be left to be worth finding.
LEAST_LEFT = 0.25
# How often a window is laid over something there is to find, and not anywhere.
AIMED = 0.6
# How often a picture with nobody in it is drawn, of once for any other.
EMPTY = 0.3
# A picture is drawn at so many times the size at which the app shows it to the network.
SMALLEST, LARGEST = 0.6, 1.6
# How often people of films stand in a picture that was rendered, and in any other.
PASTED_RENDERED, PASTED_OTHERWISE = 0.15, 0.6

# How often something stands before somebody.
COVERED = 0.3


@dataclass
class Target:
    """What is in one picture. Boxes in px of the input, of those to pass over too."""

    # [n, 4], [n], [n]
    boxes: np.ndarray
    classes: np.ndarray
    ignored: np.ndarray


def letterboxed(image: np.ndarray) -> tuple[np.ndarray, float]:
    """As the app does: from the top left corner, grey behind. Returns the picture and the scale."""
    ratio = min(WIDTH / image.shape[1], HEIGHT / image.shape[0])
    size = (round(image.shape[1] * ratio), round(image.shape[0] * ratio))
    whole = np.full((HEIGHT, WIDTH, 3), GREY, np.uint8)
    whole[: size[1], : size[0]] = cv2.resize(image, size, interpolation=cv2.INTER_AREA if ratio < 1 else cv2.INTER_LINEAR)
    return whole, ratio


class Scenes(Dataset):
    """An endless supply in an order that follows from the seed: number `i` is the same every time.

    @param size: width and height of what is given, multiples of 32. A window of the network's input, which costs less.
    """

    def __init__(self, pictures: list[Picture], seed: int, length: int, share: np.ndarray, size: tuple[int, int], people: People, mosaic: float = 0.25):
        self.pictures, self.seed, self.length, self.mosaic = pictures, seed, length, mosaic
        self.width, self.height = size
        self.people = people
        self.kept: dict[Path, np.ndarray] = {}
        self.chances = share / share.sum()

    def keep(self, threads: int) -> None:
        """Reads all pictures once, 0.4 MB each of 480 × 270 px, instead of each time it is drawn."""
        paths = [picture.path for picture in self.pictures]
        with ThreadPoolExecutor(threads) as readers:
            self.kept = dict(zip(paths, readers.map(lambda path: cv2.imread(str(path)), paths)))

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, index: int) -> tuple[torch.Tensor, Target]:
        dice = np.random.default_rng([self.seed, index])
        if dice.random() < self.mosaic:
            image, target = self.four(dice)
        else:
            image, target = self.one(dice, (0, 0, self.width, self.height), self.empty())
        if dice.random() < 0.5:
            image, target = image[:, ::-1], mirrored(target, self.width)
        picture = disguised(image, dice)
        people = target.boxes[(target.classes == 0) & ~target.ignored]
        if len(people) > 0 and dice.random() < COVERED:
            for box in cover(picture, people, dice):
                # Who is in part behind something is still to be found; whose hand is, shows none.
                target.ignored |= covered(target.boxes, box)
        return tensor_of(picture), target

    def empty(self) -> np.ndarray:
        return np.full((self.height, self.width, 3), GREY, np.uint8)

    def four(self, dice: np.random.Generator) -> tuple[np.ndarray, Target]:
        """Mosaic (Bochkovskiy et al., *YOLOv4*, arXiv 2004.10934, §3.3)."""
        image = self.empty()
        x, y = int(dice.uniform(0.3, 0.7) * self.width), int(dice.uniform(0.3, 0.7) * self.height)
        parts = [(0, 0, x, y), (x, 0, self.width, y), (0, y, x, self.height), (x, y, self.width, self.height)]
        targets = [self.one(dice, part, image)[1] for part in parts]
        return image, Target(*(np.concatenate([getattr(each, name) for each in targets]) for name in ("boxes", "classes", "ignored")))

    def one(self, dice: np.random.Generator, window: tuple[int, int, int, int], into: np.ndarray) -> tuple[np.ndarray, Target]:
        """Draws a picture, larger or smaller and moved, into a window of `into`."""
        picture = self.pictures[dice.choice(len(self.pictures), p=self.chances)]
        image = self.kept[picture.path] if self.kept else cv2.imread(str(picture.path))
        x0, y0, x1, y1 = window
        scale = min(WIDTH / picture.width, HEIGHT / picture.height) * np.exp(dice.uniform(np.log(SMALLEST), np.log(LARGEST)))
        if x1 - x0 < self.width:
            scale *= 0.7
        stretch = np.exp(dice.uniform(-0.12, 0.12))
        across, up = scale * stretch, scale / stretch
        aimed = picture.boxes[dice.integers(len(picture.boxes))] if len(picture.boxes) > 0 and dice.random() < AIMED else None
        left = x0 + placed(x1 - x0, across * picture.width, None if aimed is None else across * (aimed[0] + aimed[2]) / 2, dice)
        top = y0 + placed(y1 - y0, up * picture.height, None if aimed is None else up * (aimed[1] + aimed[3]) / 2, dice)
        move = np.array([[across, 0, left - x0], [0, up, top - y0]], np.float32)
        into[y0:y1, x0:x1] = cv2.warpAffine(
            image, move, (x1 - x0, y1 - y0), flags=cv2.INTER_AREA if scale < 0.7 else cv2.INTER_LINEAR, borderValue=(GREY,) * 3
        )
        boxes = picture.boxes * np.array([across, up, across, up]) + np.array([left, top, left, top])
        clipped = np.clip(boxes, [x0, y0, x0, y0], [x1, y1, x1, y1])
        left_over = areas(clipped) / np.maximum(areas(boxes), 1e-6)
        sides = np.minimum(clipped[:, 2] - clipped[:, 0], clipped[:, 3] - clipped[:, 1])
        there = sides >= 2
        ignored = picture.ignored | (left_over < LEAST_LEFT)
        boxes, classes, ignored = clipped[there], picture.classes[there], ignored[there]
        # Nobody looked for these here.
        unknown = [(np.array(window, np.float32), number) for number in np.flatnonzero(~picture.labelled)]
        if self.people.all and dice.random() < (PASTED_RENDERED if picture.labelled.all() else PASTED_OTHERWISE):
            for _ in range(dice.integers(1, 4)):
                box = self.people.put(into[y0:y1, x0:x1], dice)
                if box is not None:
                    box += np.array([x0, y0, x0, y0])
                    ignored = np.append(ignored | covered(boxes, box), False)
                    boxes, classes = np.concatenate([boxes, box[None]]), np.append(classes, 0)
                    # Nobody knows where their hands are.
                    unknown += [(box, number) for number in range(1, len(CLASSES))]
        boxes = np.concatenate([boxes, *(box[None] for box, _ in unknown)])
        classes = np.append(classes, [number for _, number in unknown])
        ignored = np.append(ignored, np.ones(len(unknown), bool))
        return into, Target(boxes.astype(np.float32), classes.astype(np.int64), ignored.astype(bool))


def placed(window: float, size: float, at: float | None, dice: np.random.Generator) -> float:
    """Where a picture of that size begins, so that window and picture share as much as they can and the place `at` of it is seen."""
    least, most = min(window - size, 0), max(window - size, 0)
    if at is not None:
        least, most = max(least, -at), min(most, window - at)
    return dice.uniform(least, most)


def areas(boxes: np.ndarray) -> np.ndarray:
    return np.prod(np.clip(boxes[:, 2:] - boxes[:, :2], 0, None), axis=1)


def mirrored(target: Target, width: int) -> Target:
    boxes = target.boxes.copy()
    boxes[:, [0, 2]] = width - boxes[:, [2, 0]]
    return Target(boxes, target.classes, target.ignored)


def tensor_of(image: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(np.ascontiguousarray(image.transpose(2, 0, 1)))


def together(batch: list[tuple[torch.Tensor, Target]]) -> tuple[torch.Tensor, Targets]:
    most = max(1, *(len(target.classes) for _, target in batch))
    boxes = np.zeros((len(batch), most, 4), np.float32)
    classes, ignored = np.full((len(batch), most), -1), np.zeros((len(batch), most), bool)
    for i, (_, target) in enumerate(batch):
        count = len(target.classes)
        boxes[i, :count], classes[i, :count], ignored[i, :count] = target.boxes, target.classes, target.ignored
    return torch.stack([image for image, _ in batch]), Targets(*map(torch.from_numpy, (boxes, classes, ignored)))


def places(products: Path) -> list[Picture]:
    """Photos of shelves, of the even-numbered classes of the Grocery Store Dataset: nobody is in them."""
    nothing = {"boxes": np.zeros((0, 4), np.float32), "classes": np.zeros(0, np.int64), "ignored": np.zeros(0, bool), "visible": np.zeros(0, np.float32), "identities": []}
    labelled = np.array([name == "person" for name in CLASSES])
    found = []
    for line in (products / "labels.txt").read_text().splitlines():
        path, fine, _ = line.split(", ")
        if int(fine) % 2 == 0:
            file = products / "images" / path
            height, width = cv2.imread(str(file)).shape[:2]
            found.append(Picture(path=file, width=width, height=height, labelled=labelled, seed=None, camera="", **nothing))
    return found


def shares(pictures: list[Picture], films: float) -> np.ndarray:
    """So that pictures in which only some classes are labelled are drawn with a chance of `films` together."""
    weight = np.array([1 if len(each.boxes) > 0 else EMPTY for each in pictures])
    partly = np.array([not each.labelled.all() for each in pictures])
    if partly.all() or not partly.any():
        return weight
    return np.where(partly, films * weight / weight[partly].sum(), (1 - films) * weight / weight[~partly].sum())
