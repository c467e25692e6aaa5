"""Puts people who were cut out of films into other pictures, in other clothes and seen from further above."""

from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import grid_sample

from dice import Dice

# Of the place where somebody is put, so much of a box that was there before is seen at least.
MOST_COVERED = 0.6
# px
SHORTEST, TALLEST = 45, 230
# Everybody is kept in a picture of so many px, upright, from the top left corner.
WIDE, HIGH = 192, 240
# Of whom less is seen is not there.
LEAST = 8


class People:
    """@param folders: what `label_films.py` and `cut_out.py` wrote; one without people gives nobody."""

    def __init__(self, folders: list[Path], device: str):
        files = [file for folder in folders for file in sorted((folder / "people").glob("*.png"))]
        kept = np.zeros((len(files), HIGH, WIDE, 4), np.uint8)
        sizes = np.zeros((len(files), 2), np.float32)
        for i, file in enumerate(files):
            person = cv2.imread(str(file), cv2.IMREAD_UNCHANGED)
            ratio = min(WIDE / person.shape[1], HIGH / person.shape[0])
            size = round(person.shape[1] * ratio), round(person.shape[0] * ratio)
            kept[i, : size[1], : size[0]] = cv2.resize(person, size, interpolation=cv2.INTER_AREA if ratio < 1 else cv2.INTER_LINEAR)
            sizes[i] = size
        cuts = [file.stem.split("-")[-1] for file in files]
        # [n, 4, 240, 192] blue, green, red, alpha; [n, 2] width and height of what is seen; [n, 4] which edges of a film's picture cut them.
        self.images = torch.from_numpy(kept).permute(0, 3, 1, 2).contiguous().to(device)
        self.sizes = torch.from_numpy(sizes).to(device)
        self.cut = torch.tensor([[side in cut for side in "ltrb"] if cut != "whole" else [False] * 4 for cut in cuts], dtype=torch.bool, device=device).reshape(-1, 4)

    def __len__(self) -> int:
        return len(self.sizes)

    def put(self, images: Tensor, dice: Dice) -> tuple[Tensor, Tensor]:
        """Draws somebody into each of `images` [n, 3, height, width]. Returns their boxes [n, 4] and who of them is seen at all [n]."""
        count, _, height, width = images.shape
        which = dice.below(torch.full((count,), len(self), device=dice.device))
        size, cut = self.sizes[which], self.cut[which]
        tall = dice.between(SHORTEST, TALLEST, count)
        corners = leaning(size, tall, dice)
        wide, high = (corners.amax(1) - corners.amin(1)).T
        # Anywhere with the middle in the picture, but where the film's picture ended this one ends.
        left, top = dice.uniform(0, width, count) - wide / 2, dice.uniform(0, height, count) - high / 2
        left = torch.where(cut[:, 0], 0.0, torch.where(cut[:, 2], width - wide, left))
        top = torch.where(cut[:, 1], 0.0, torch.where(cut[:, 3], height - high, top))
        corners = corners - corners.amin(1, keepdim=True) + torch.stack([left, top], 1)[:, None]
        whom = dressed(self.images[which].float(), size, dice)
        # What is drawn smaller is blurred first, as a lens would.
        small = (tall < 0.5 * size[:, 1])[:, None, None, None]
        whom = torch.where(small, torch.nn.functional.avg_pool2d(whom, 3, 1, 1), whom)
        drawn = grid_sample(whom, grid(corners, size, height, width), align_corners=False)
        alpha = drawn[:, 3:] / 255
        boxes, seen = outlines(alpha[:, 0] > 0.5)
        alpha = alpha * seen[:, None, None, None]
        return images * (1 - alpha) + alpha * drawn[:, :3], torch.where(seen[:, None], boxes, 0)


def outlines(shapes: Tensor) -> tuple[Tensor, Tensor]:
    """Of masks [n, height, width] the boxes [n, 4] and whether they are worth finding [n]."""
    edges = []
    for across in (shapes.any(1), shapes.any(2)):
        first = across.long().argmax(1)
        edges += [(first.float(), (across.shape[1] - across.flip(1).long().argmax(1)).float())]
    (x0, x1), (y0, y1) = edges
    boxes = torch.stack([x0, y0, x1, y1], 1)
    return boxes, shapes.any(2).any(1) & (x1 - x0 >= LEAST) & (y1 - y0 >= LEAST)


def dressed(people: Tensor, size: Tensor, dice: Dice) -> Tensor:
    """In other colours above and below the belt: what is dark can become anything, what is light less so."""
    count = len(people)
    line = torch.arange(people.shape[2], device=dice.device)[None] / size[:, 1:]
    belt = dice.uniform(0.42, 0.55, count, 1)
    colours = people[:, :3]
    pattern = colours.mean(1, keepdim=True) / 255
    for within in ((line >= 0.16) & (line < belt), line >= belt):
        other = dice.uniform(0, 255, count, 3, 1, 1) * (0.5 + pattern)
        share = dice.uniform(0, 0.7, count, 1, 1, 1) * within[:, None, :, None]
        colours = (1 - share) * colours + share * other
    return torch.cat([colours.clamp(0, 255), people[:, 3:]], 1)


def leaning(size: Tensor, tall: Tensor, dice: Dice) -> Tensor:
    """Corners [n, 4, 2] around 0 of who is so many px tall: narrower below, as a camera under the ceiling sees it, and turned a little."""
    count = len(tall)
    wide = size[:, 0] * tall / size[:, 1] * dice.uniform(-0.2, 0.2, count).exp()
    below, angle = dice.uniform(0.55, 1.05, count), dice.normal(torch.pi * 8 / 180, count)
    one = torch.ones_like(below)
    x = torch.stack([-one, one, below, -below], 1) * wide[:, None] / 2
    y = torch.stack([-one, -one, one, one], 1) * tall[:, None] / 2
    cos, sin = angle.cos()[:, None], angle.sin()[:, None]
    return torch.stack([x * cos - y * sin, x * sin + y * cos], 2)


def grid(corners: Tensor, size: Tensor, height: int, width: int) -> Tensor:
    """Where in somebody's picture every pixel of [height, width] looks, as `grid_sample` wants it: [n, height, width, 2].

    The homography from the four corners to those of the picture (Hartley and Zisserman, *Multiple View Geometry*, §4.1).
    """
    nothing = torch.zeros_like(size[:, 0])
    w, h = size.T
    u, v = torch.stack([nothing, w, w, nothing], 1), torch.stack([nothing, nothing, h, h], 1)
    x, y = corners[..., 0], corners[..., 1]
    one, zero = torch.ones_like(x), torch.zeros_like(x)
    above = torch.stack([x, y, one, zero, zero, zero, -x * u, -y * u], 2)
    below = torch.stack([zero, zero, zero, x, y, one, -x * v, -y * v], 2)
    a = torch.linalg.solve(torch.cat([above, below], 1), torch.cat([u, v], 1))
    across = torch.arange(width, device=size.device)[None, None] + 0.5
    down = torch.arange(height, device=size.device)[None, :, None] + 0.5
    a = a[:, :, None, None]
    depth = a[:, 6] * across + a[:, 7] * down + 1
    # Behind the horizon nobody stands.
    depth = torch.where(depth > 1e-3, depth, torch.inf)
    u = (a[:, 0] * across + a[:, 1] * down + a[:, 2]) / depth
    v = (a[:, 3] * across + a[:, 4] * down + a[:, 5]) / depth
    u = torch.where(depth.isinf(), -9.0, 2 * u / WIDE - 1)
    # What lies beyond somebody's own picture, within the one they are kept in, is transparent.
    return torch.stack([u, 2 * v / HIGH - 1], 3)


def covered(boxes: Tensor, by: Tensor) -> Tensor:
    """Which of the boxes [n, most, 4] are hidden too far by one box of each picture [n, 4]."""
    inner = (torch.minimum(boxes[..., 2:], by[:, None, 2:]) - torch.maximum(boxes[..., :2], by[:, None, :2])).clamp(min=0).prod(2)
    return inner > MOST_COVERED * (boxes[..., 2:] - boxes[..., :2]).clamp(min=0).prod(2).clamp(min=1e-6)
