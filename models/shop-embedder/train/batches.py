"""What is shown in one step: some of one kind of thing, a few pictures of each."""

import numpy as np
import torch
from torch.utils.data import Dataset

from crops import Crop, Crops
from kinds import Kind
from views import other_colours, seen

PER_CLASS = 4


class Batches(Dataset):
    """Number `i` is the same every time."""

    def __init__(self, kinds: list[Kind], classes: int, seed: int, length: int):
        self.kinds, self.classes, self.seed, self.length = kinds, classes, seed, length
        self.chances = np.array([kind.chance for kind in kinds]) / sum(kind.chance for kind in kinds)
        self.stores = [by_store(kind.crops) for kind in kinds]

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, index: int) -> tuple[torch.Tensor, torch.Tensor]:
        dice = np.random.default_rng([self.seed, index])
        at = dice.choice(len(self.kinds), p=self.chances)
        kind, images, count = self.kinds[at], [], 0
        for name in some(self.stores[at], self.classes, dice):
            colours = other_colours(dice) if dice.random() < kind.other_colours else None
            for crop in across_cameras(kind.crops[name], dice):
                images.append(seen(crop.read(), kind.least, dice.random() < kind.mirrored, colours, dice))
            count += 1
        return torch.stack(images), torch.arange(count).repeat_interleave(PER_CLASS)


def by_store(crops: Crops) -> list[list[str]]:
    """Who is in the same store, by what comes before the stroke of their names."""
    stores: dict[str, list[str]] = {}
    for name in crops:
        stores.setdefault(name.rpartition("/")[0] or name, []).append(name)
    return list(stores.values())


def some(stores: list[list[str]], count: int, dice: np.random.Generator) -> list[str]:
    """Whole stores, as far as they go: those in the same light, before the same shelves, are the ones to be told apart."""
    names: list[str] = []
    for i in dice.permutation(len(stores)):
        names += stores[i]
        if len(names) >= count:
            break
    return names[:count]


def across_cameras(crops: list[Crop], dice: np.random.Generator) -> list[Crop]:
    """From as many cameras as there are; again from the first where there are few."""
    waiting: dict[str, list[Crop]] = {}
    for i in dice.permutation(len(crops)):
        waiting.setdefault(crops[i].camera, []).append(crops[i])
    turns = max(map(len, waiting.values()))
    order = [own[turn] for turn in range(turns) for own in waiting.values() if turn < len(own)]
    return [order[i % len(order)] for i in range(PER_CLASS)]
