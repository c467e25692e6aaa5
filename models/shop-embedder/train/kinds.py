"""The kinds of things that the embedder learns to tell apart, and how it is shown them."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from annotated import Picture
from crops import Crop, Crops, crops_of, drawn_products, photographed
from views import as_shipped

# Telling few things apart is too easy to learn from.
FEWEST = 6
# To choose a design by, one class of products in so many and one seed in so many are held back.
CLASSES_HELD_BACK, SEEDS_HELD_BACK = 6, 20
# Pictures of each kind, to see which colours there are.
SAMPLE = 150


@dataclass
class Kind:
    crops: Crops
    # How often, beside the others.
    chance: float
    # Of the area of a crop, how much of it is seen at least.
    least: float
    # How often all colours of something become others: as many more products as there are colours.
    other_colours: float = 0
    # Of a label the mirror image is another label; people look the same.
    mirrored: float = 0


def kinds_of(classes: list[dict], pictures: list[Picture], folders: list[Path]) -> dict[str, Kind]:
    """@param classes: photographed products. @param pictures: of people and what they hold. @param folders: of drawn products."""
    drawn = {name: crops for folder in folders for name, crops in drawn_products(folder).items()}
    kinds = {
        "photographed": Kind(photographed(classes), 0.3, 0.35, other_colours=0.5),
        "people": Kind(crops_of(pictures, "person"), 2, 0.7, mirrored=0.5),
        "held": Kind(crops_of(pictures, "product-in-hand"), 0.3, 0.6),
        "drawn": Kind(drawn, 1, 0.5),
    }
    return {name: kind for name, kind in kinds.items() if len(kind.crops) >= FEWEST}


def keep(kinds: Iterable[Kind], threads: int) -> None:
    """Reads all crops."""
    with ThreadPoolExecutor(threads) as readers:
        list(readers.map(Crop.read, [crop for kind in kinds for own in kind.crops.values() for crop in own]))


def sample(kinds: list[Kind], seed: int) -> torch.Tensor:
    """So many pictures of each kind, as the network is shown them."""
    dice = np.random.default_rng(seed)
    crops = [[crop for own in kind.crops.values() for crop in own] for kind in kinds]
    chosen = [own[i] for own in crops for i in dice.permutation(len(own))[:SAMPLE]]
    return torch.stack([as_shipped(crop.read()) for crop in chosen]).float()


def held_back(classes: list[dict], pictures: list[Picture]) -> tuple[list[dict], list[Picture], list[dict], list[Picture]]:
    """Classes and pictures to train on, and those to choose by."""
    kept = [each["number"] % CLASSES_HELD_BACK != 0 for each in classes]
    shown = [each.seed is None or each.seed % SEEDS_HELD_BACK != 0 for each in pictures]
    return of(classes, kept, True), of(pictures, shown, True), of(classes, kept, False), of(pictures, shown, False)


def of(all_: list, marks: list[bool], wanted: bool) -> list:
    return [each for each, mark in zip(all_, marks) if mark == wanted]
