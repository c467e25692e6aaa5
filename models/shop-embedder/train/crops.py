"""Pictures of one person or product each, and who or what it is."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.utils.data import Dataset

from annotated import CLASSES, Picture
from disguise import disguised
from network import HEIGHT, WIDTH
from products import read_classes

# A box is shown with so much around it, in parts of its sides.
MARGIN = 0.04
LEAST_HEIGHT = {"person": 40, "product-in-hand": 16}
PER_CLASS = 4
# Colours are half of what tells products and clothes apart.
LIGHT = 0.5


@dataclass
class Crop:
    """`box` is `None` for a whole picture."""

    path: Path | None
    image: np.ndarray | None
    box: np.ndarray | None
    camera: str

    def read(self) -> np.ndarray:
        image = self.image if self.image is not None else cv2.imread(str(self.path))
        if self.box is None:
            return image
        x0, y0, x1, y1 = self.box
        across, up = MARGIN * (x1 - x0), MARGIN * (y1 - y0)
        return image[max(int(y0 - up), 0) : int(np.ceil(y1 + up)), max(int(x0 - across), 0) : int(np.ceil(x1 + across))]


# Of one kind of thing: crops by who or what it is.
Kind = dict[str, list[Crop]]


def crops_of(pictures: list[Picture], name: str, least: int = 2) -> Kind:
    """@param least: who has fewer crops is left out; nothing can be learnt of one."""
    kind: Kind = {}
    for picture in pictures:
        own = (picture.classes == CLASSES.index(name)) & ~picture.ignored
        for i in own.nonzero()[0]:
            box = picture.boxes[i]
            if picture.identities[i] and box[3] - box[1] >= LEAST_HEIGHT[name]:
                kind.setdefault(picture.identities[i], []).append(Crop(picture.path, None, box, picture.camera))
    return {identity: crops for identity, crops in kind.items() if len(crops) >= least}


def drawn_products(folder: Path) -> Kind:
    """Of `products/<name>/*`, pictures of one product a folder."""
    return {
        each.name: [Crop(path, None, None, "") for path in sorted(each.glob("*.*"))]
        for each in sorted((folder / "products").glob("*"))
        if each.is_dir()
    }


def photographed(folder: Path) -> Kind:
    """The even-numbered classes of the Grocery Store Dataset."""
    return {
        f"grocery/{each['number']}": [Crop(None, image, None, "") for image in [each["iconic"], *each["photos"]]]
        for each in read_classes(folder, odd=False)
    }


class Batches(Dataset):
    """Number `i` is the same every time: some classes of one kind, a few pictures of each."""

    def __init__(self, kinds: list[Kind], chances: list[float], classes: int, seed: int, length: int):
        self.kinds, self.classes, self.seed, self.length = kinds, classes, seed, length
        self.chances = np.array(chances) / np.sum(chances)

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, index: int) -> tuple[torch.Tensor, torch.Tensor]:
        dice = np.random.default_rng([self.seed, index])
        kind = self.kinds[dice.choice(len(self.kinds), p=self.chances)]
        names = dice.choice(sorted(kind), min(self.classes, len(kind)), replace=False)
        images = [
            seen(kind[name][i].read(), dice)
            for name in names
            for i in dice.choice(len(kind[name]), PER_CLASS, replace=len(kind[name]) < PER_CLASS)
        ]
        return torch.stack(images), torch.arange(len(names)).repeat_interleave(PER_CLASS)


def seen(image: np.ndarray, dice: np.random.Generator) -> torch.Tensor:
    """A part of it, turned a little, in another light, by another camera."""
    height, width = image.shape[:2]
    share = np.sqrt(dice.uniform(0.35, 1))
    stretch = np.exp(dice.uniform(-0.2, 0.2))
    across, up = min(share * stretch, 1) * width, min(share / stretch, 1) * height
    left, top = dice.uniform(0, width - across), dice.uniform(0, height - up)
    turn = np.radians(dice.normal(0, 6))
    scale = np.array([[WIDTH / across, 0], [0, HEIGHT / up]])
    turned = scale @ np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    middle = np.array([left + across / 2, top + up / 2])
    move = np.concatenate([turned, (np.array([WIDTH, HEIGHT]) / 2 - turned @ middle)[:, None]], 1)
    small = cv2.warpAffine(smaller(image, max(WIDTH / across, HEIGHT / up), move), move, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
    if dice.random() < 0.5:
        small = small[:, ::-1]
    return tensor_of(disguised(small, None, dice, LIGHT))


def smaller(image: np.ndarray, scale: float, move: np.ndarray) -> np.ndarray:
    """Halved until it is less than twice as large as it will be; `move` follows."""
    while scale <= 0.5:
        image = cv2.resize(image, (image.shape[1] // 2, image.shape[0] // 2), interpolation=cv2.INTER_AREA)
        move[:, :2] *= 2
        scale *= 2
    return image


def as_shipped(image: np.ndarray) -> torch.Tensor:
    return tensor_of(cv2.resize(image, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA))


def tensor_of(image: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(np.ascontiguousarray(image.transpose(2, 0, 1)))
