"""Batches of pictures as the detector sees them, and what is done to them so that a rendered shop teaches about real ones.

All of it runs on the device that trains: a graphics processor makes thousands a second, a processor about ten.
"""

from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d, grid_sample, interpolate

import stock
from annotated import CLASSES, Picture
from dice import Dice
from filmed import cover, filmed
from loss import Targets
from network import HEIGHT, PRODUCT, WIDTH
from paste import People, covered
from stock import GREY, Stock

# Of a box that is cut by the picture's edge so much must be left to be worth finding.
LEAST_LEFT = 0.25
# px of the input. What is narrower is not there; what is narrower than the second counts neither way.
LEAST_SIDE, SURE_SIDE = 1.5, 3.0
# How often a window is laid over something there is to find, and not anywhere.
AIMED = 0.6
# How often a picture with nobody in it is drawn, and one in which somebody holds something, of once for any other.
EMPTY, HOLDING = 0.3, 2.0
# A picture is drawn at so many times the size at which the app shows it to the network.
LARGE = (0.7, 1.6)
CALM_LARGE = (0.85, 1.25)
# How often people of films stand in a picture that was rendered, and in any other; and how many at most.
PASTED_RENDERED, PASTED_OTHERWISE, MOST_PASTED = 0.15, 0.6, 3
# How often four pictures make one, each so much smaller.
MOSAIC, SMALLER = 0.25, 0.7
# How often something stands before somebody.
COVERED = 0.3


def letterboxed(image: np.ndarray) -> tuple[np.ndarray, float]:
    """As the app does: from the top left corner, grey behind. Returns the picture and the scale."""
    ratio = min(WIDTH / image.shape[1], HEIGHT / image.shape[0])
    size = (round(image.shape[1] * ratio), round(image.shape[0] * ratio))
    whole = np.full((HEIGHT, WIDTH, 3), GREY, np.uint8)
    whole[: size[1], : size[0]] = cv2.resize(image, size, interpolation=cv2.INTER_AREA if ratio < 1 else cv2.INTER_LINEAR)
    return whole, ratio


class Scenes:
    """An endless supply that follows from the seed: batch `number` is the same every time.

    @param chances: of every picture of the stock, how often it is drawn.
    @param size: width and height of what is given, multiples of 32. A window of the network's input, which costs less.
    """

    def __init__(self, pictures: Stock, chances: Tensor, people: People, size: tuple[int, int], seed: int):
        self.pictures, self.chances, self.people, self.seed = pictures, chances, people, seed
        self.width, self.height = size
        self.device = pictures.images.device

    def batch(self, count: int, number: int, mosaic: float = MOSAIC, calm: bool = False) -> tuple[Tensor, Targets]:
        """Pictures [count, 3, height, width], BGR, 0 to 255, and what is in them.

        @param calm: nearly as large as the app shows them.
        """
        dice = Dice(self.device, self.seed * 1_000_003 + number)
        four = dice.chance(mosaic, count)
        x = torch.where(four, (dice.uniform(0.3, 0.7, count) * self.width).round(), float(self.width))
        y = torch.where(four, (dice.uniform(0.3, 0.7, count) * self.height).round(), float(self.height))
        zero, right, bottom = torch.zeros_like(x), torch.full_like(x, self.width), torch.full_like(x, self.height)
        windows = [torch.stack(each, 1) for each in ((zero, zero, x, y), (x, zero, right, y), (zero, y, x, bottom), (x, y, right, bottom))]
        large = CALM_LARGE if calm else LARGE
        images, targets, whole = self.seen(windows[0], large, dice)
        for window in windows[1:]:
            at = four.nonzero()[:, 0]
            if len(at) > 0:
                part, found, _ = self.seen(window[at], large, dice)
                x0, y0, x1, y1 = window[at].T[:, :, None]
                across, down = torch.arange(self.width, device=self.device)[None], torch.arange(self.height, device=self.device)[None]
                within = ((across >= x0) & (across < x1))[:, None, None] & ((down >= y0) & (down < y1))[:, None, :, None]
                images[at] = torch.where(within, part, images[at])
                targets = joined(targets, spread(found, at, count))
        images, targets = self.pasted(images, targets, whole, dice)
        over = dice.chance(0.5, count).nonzero()[:, 0]
        images[over] = images[over].flip(3)
        targets.boxes[over] = mirrored(targets.boxes[over], self.width)
        images = filmed(images, dice)
        return images, packed(hidden(images, targets, dice))

    def seen(self, window: Tensor, large: tuple[float, float], dice: Dice) -> tuple[Tensor, Targets, Tensor]:
        """Draws pictures, larger or smaller and moved, each into its window [n, 4] of one of the size that is given; and whether all classes are marked in them."""
        count = len(window)
        which = dice.weighted(self.chances, count)
        boxes, classes = self.pictures.boxes[which], self.pictures.classes[which]
        wide, high = self.pictures.sizes[which].T
        x0, y0, x1, y1 = window.T
        scale = torch.minimum(WIDTH / wide, HEIGHT / high) * dice.between(*large, count)
        scale = torch.where(x1 - x0 < self.width, scale * SMALLER, scale)
        stretch = dice.uniform(-0.12, 0.12, count).exp()
        across, up = scale * stretch, scale / stretch
        number = (classes >= 0).sum(1)
        middle = boxes[torch.arange(count, device=self.device), dice.below(number)].reshape(-1, 2, 2).mean(1)
        aimed = dice.chance(AIMED, count) & (number > 0)
        left = x0 + placed(x1 - x0, across * wide, aimed, across * middle[:, 0], dice)
        top = y0 + placed(y1 - y0, up * high, aimed, up * middle[:, 1], dice)
        images = self.drawn(which, across, up, left, top)

        moved = boxes * torch.stack([across, up, across, up], 1)[:, None] + torch.stack([left, top, left, top], 1)[:, None]
        low, far = window[:, None, :2].repeat(1, 1, 2), window[:, None, 2:].repeat(1, 1, 2)
        clipped = moved.clamp(low, far)
        side = (clipped[..., 2:] - clipped[..., :2]).amin(2)
        classes = torch.where(side >= LEAST_SIDE, classes, -1)
        ignored = self.pictures.ignored[which] | (areas(clipped) < LEAST_LEFT * areas(moved)) | (side < SURE_SIDE)
        targets = Targets(clipped, classes, ignored)
        labelled = self.pictures.labelled[which]
        # Nobody looked for these here.
        for name in range(len(CLASSES)):
            targets = joined(targets, passed(window, name, ~labelled[:, name]))
        return images, targets, labelled.all(1)

    def drawn(self, which: Tensor, across: Tensor, up: Tensor, left: Tensor, top: Tensor) -> Tensor:
        images = self.pictures.images[which].float() - GREY
        # What becomes much smaller is blurred first.
        small = (torch.minimum(across, up) < 0.6).nonzero()[:, 0]
        images[small] = interpolate(avg_pool2d(images[small], 2), scale_factor=2.0, mode="nearest")
        x = (torch.arange(self.width, device=self.device)[None] + 0.5 - left[:, None]) / across[:, None]
        y = (torch.arange(self.height, device=self.device)[None] + 0.5 - top[:, None]) / up[:, None]
        x, y = 2 * x / stock.WIDTH - 1, 2 * y / stock.HEIGHT - 1
        places = torch.stack([x[:, None].expand(-1, self.height, -1), y[:, :, None].expand(-1, -1, self.width)], 3)
        return grid_sample(images, places, align_corners=False) + GREY

    def pasted(self, images: Tensor, targets: Targets, whole: Tensor, dice: Dice) -> tuple[Tensor, Targets]:
        count = len(images)
        if len(self.people) == 0:
            return images, targets
        there = dice.chance(torch.where(whole, PASTED_RENDERED, PASTED_OTHERWISE), count)
        times = torch.where(there, 1 + dice.below(torch.full((count,), MOST_PASTED, device=self.device)), 0)
        for turn in range(MOST_PASTED):
            at = (times > turn).nonzero()[:, 0]
            if len(at) == 0:
                continue
            images[at], boxes = self.people.put(images[at], dice)
            boxes = torch.zeros(count, 4, device=self.device).index_copy(0, at, boxes)
            seen = areas(boxes) > 0
            targets.ignored = targets.ignored | (covered(targets.boxes, boxes) & seen[:, None])
            found = passed(boxes, 0, seen)
            found.ignored[:] = False
            targets = joined(targets, found)
            # Nobody knows where their hands are.
            for name in range(1, len(CLASSES)):
                targets = joined(targets, passed(boxes, name, seen))
        return images, targets


def hidden(images: Tensor, targets: Targets, dice: Dice) -> Targets:
    """Lays something before one or two of the people of some pictures, which it changes."""
    people = (targets.classes == 0) & ~targets.ignored
    sides = (targets.boxes[..., 2:] - targets.boxes[..., :2]).amin(2)
    weights = (people & (sides >= 12)).float()
    chance = dice.chance(COVERED, len(images)) & (weights.sum(1) > 0)
    for again in (1.0, 0.5):
        at = (chance & dice.chance(again, len(images))).nonzero()[:, 0]
        if len(at) == 0:
            continue
        whom = torch.multinomial(weights[at], 1, generator=dice.source)[:, 0]
        part = images[at]
        by = cover(part, targets.boxes[at, whom], dice)
        images[at] = part
        # Who is in part behind something is still to be found; whose hand is, shows none.
        targets.ignored[at] |= covered(targets.boxes[at], by)
    return targets


def placed(window: Tensor, size: Tensor, aimed: Tensor, at: Tensor, dice: Dice) -> Tensor:
    """Where a picture of that size begins, so that window and picture share as much as they can and, if `aimed`, the place `at` of it is seen."""
    room = window - size
    least, most = room.clamp(max=0), room.clamp(min=0)
    least = torch.where(aimed, torch.maximum(least, -at), least)
    most = torch.where(aimed, torch.minimum(most, window - at), most)
    return least + (most - least) * dice.uniform(0, 1, len(window))


def areas(boxes: Tensor) -> Tensor:
    return (boxes[..., 2:] - boxes[..., :2]).clamp(min=0).prod(-1)


def mirrored(boxes: Tensor, width: int) -> Tensor:
    return torch.stack([width - boxes[..., 2], boxes[..., 1], width - boxes[..., 0], boxes[..., 3]], 2)


def passed(boxes: Tensor, name: int, there: Tensor) -> Targets:
    """One place of each picture where that class counts neither way, if it is `there`."""
    classes = torch.where(there, name, -1)[:, None]
    return Targets(boxes[:, None], classes, torch.ones_like(classes, dtype=torch.bool))


def joined(a: Targets, b: Targets) -> Targets:
    return Targets(*(torch.cat(each, 1) for each in zip(vars(a).values(), vars(b).values())))


def spread(found: Targets, at: Tensor, count: int) -> Targets:
    """The same for `count` pictures: only those `at` have something."""
    rows = found.classes.shape[1]
    all_of = Targets(found.boxes.new_zeros(count, rows, 4), found.classes.new_full((count, rows), -1), found.ignored.new_zeros(count, rows))
    for name, part in vars(found).items():
        getattr(all_of, name)[at] = part
    return all_of


def packed(targets: Targets) -> Targets:
    """Without rows that stand for nothing in all pictures."""
    there = targets.classes >= 0
    order = there.long().argsort(stable=True, dim=1, descending=True)[:, : max(int(there.sum(1).max()), 1)]
    return Targets(targets.boxes.gather(1, order[..., None].expand(-1, -1, 4)), targets.classes.gather(1, order), targets.ignored.gather(1, order))


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
    weight = np.array([EMPTY if len(each.boxes) == 0 else HOLDING if (each.classes[~each.ignored] == PRODUCT).any() else 1 for each in pictures])
    partly = np.array([not each.labelled.all() for each in pictures])
    if partly.all() or not partly.any():
        return weight
    return np.where(partly, films * weight / weight[partly].sum(), (1 - films) * weight / weight[~partly].sum())
