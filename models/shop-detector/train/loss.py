"""Which cell is to find what, and how wrong it is.

Assignment: SimOTA (Ge et al., *YOLOX*, arXiv 2107.08430, §2.3). Scores: quality focal loss (Li et al., arXiv 2006.04388, §3.1).
Boxes: generalised IoU (Rezatofighi et al., arXiv 1902.09630).
"""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy

from network import STRIDES

# Cells whose middle is within so many cells of a box's middle may find it.
NEAR = 2.5
# A box is found by as many cells as the sum of its best overlaps, of so many.
BEST = 10
OVERLAP_WEIGHT = 3.0
BOX_WEIGHT = 2.0


@dataclass
class Targets:
    """What is in the pictures of a batch: of each as many rows as the fullest has. Boxes in px of the input."""

    # [n, most, 4]
    boxes: Tensor
    # [n, most]; -1 where the row stands for nothing.
    classes: Tensor
    # [n, most]: neither to be found nor wrong to find.
    ignored: Tensor


def flattened(levels: list[tuple[Tensor, Tensor]]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Boxes `[n, cells, 4]` as corners in px, logits `[n, cells, classes]`, middles `[cells, 2]` and strides `[cells]`."""
    boxes, logits, middles, strides = [], [], [], []
    for stride, (box, score) in zip(STRIDES, levels):
        height, width = box.shape[2:]
        y, x = torch.meshgrid(torch.arange(height, device=box.device), torch.arange(width, device=box.device), indexing="ij")
        corner = torch.stack([x, y], 2).reshape(-1, 2).float()
        rows = box.flatten(2).transpose(1, 2).float()
        centre = (rows[..., :2] + corner) * stride
        half = rows[..., 2:4].clamp(max=6).exp() * stride / 2
        boxes.append(torch.cat([centre - half, centre + half], 2))
        logits.append(score.flatten(2).transpose(1, 2).float())
        middles.append((corner + 0.5) * stride)
        strides.append(torch.full((len(corner),), float(stride), device=box.device))
    return torch.cat(boxes, 1), torch.cat(logits, 1), torch.cat(middles), torch.cat(strides)


def loss(levels: list[tuple[Tensor, Tensor]], targets: Targets) -> tuple[Tensor, dict[str, Tensor]]:
    boxes, logits, middles, strides = flattened(levels)
    real = (targets.classes >= 0) & ~targets.ignored
    with torch.no_grad():
        picture, cell, which, quality = assign(boxes, logits, middles, strides, targets.boxes, targets.classes, real)
        number = targets.classes[picture, which]
        wanted = torch.zeros_like(logits)
        wanted[picture, cell, number] = quality
        counts = ~passed_over(middles, targets, logits.shape[2])
        counts[picture, cell, number] = True
    away = (wanted - logits.sigmoid()).abs().pow(2)
    scores = (cross_entropy(logits, wanted, reduction="none") * away * counts).sum()
    # Not weighed by how well they fit: hands, a few cells large, fit badly at first and would learn last.
    places = (1 - generalised(boxes[picture, cell], targets.boxes[picture, which])).sum()
    count = max(len(cell), 1)
    what, where = scores / count, places / count
    return what + BOX_WEIGHT * where, {"what": what.detach(), "where": where.detach(), "cells": torch.tensor(float(len(cell)))}


def passed_over(middles: Tensor, targets: Targets, classes: int) -> Tensor:
    """Where nothing counts, [n, cells, classes]."""
    within = inside(middles, targets.boxes)
    return torch.stack([(within & (targets.ignored & (targets.classes == number))[:, None]).any(2) for number in range(classes)], 2)


def assign(box: Tensor, logit: Tensor, middles: Tensor, strides: Tensor, truth: Tensor, classes: Tensor, real: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Pictures, cells, the row of `truth` that each is to find, and how well it does: the overlap.

    @param truth: `[n, most, 4]`, of which only the `real` rows, `[n, most]`, are to be found.
    """
    centres = (truth[..., :2] + truth[..., 2:]) / 2
    near = ((middles[None, :, None] - centres[:, None]).abs().amax(3) < NEAR * strides[None, :, None]) & real[:, None]
    within = inside(middles, truth) & real[:, None]
    overlaps = paired(box, truth) * (near | within)
    probability = logit.sigmoid().gather(2, classes.clamp(min=0)[:, None].expand(-1, logit.shape[1], -1))
    cost = -torch.log(probability.clamp(min=1e-6)) - OVERLAP_WEIGHT * torch.log(overlaps.clamp(min=1e-6))
    both = near & within
    # Of a box smaller than a cell no middle need be inside.
    both |= near & ~both.any(1, keepdim=True)
    cost = torch.where(both, cost, torch.inf)
    best = min(BEST, cost.shape[1])
    most = overlaps.topk(best, 1).values.sum(1).long().clamp(min=1)
    least = cost.topk(best, 1, largest=False)
    taken = (torch.arange(best, device=box.device)[None, :, None] < most[:, None]) & least.values.isfinite()
    chosen = torch.zeros_like(both).scatter_(1, least.indices, taken)
    cheapest = torch.where(chosen, cost, torch.inf).argmin(2, keepdim=True)
    chosen &= torch.zeros_like(chosen).scatter_(2, cheapest, True)
    picture, cell, which = chosen.nonzero(as_tuple=True)
    return picture, cell, which, overlaps[picture, cell, which]


def inside(middles: Tensor, boxes: Tensor) -> Tensor:
    """[n, cells, boxes]"""
    at, corners = middles[None, :, None], boxes[:, None]
    return ((at > corners[..., :2]) & (at < corners[..., 2:])).all(3)


def paired(a: Tensor, b: Tensor) -> Tensor:
    """Overlap over union of `[n, cells, 4]` with `[n, most, 4]`, [n, cells, most]."""
    a, b = a[:, :, None], b[:, None]
    inner = (torch.minimum(a[..., 2:], b[..., 2:]) - torch.maximum(a[..., :2], b[..., :2])).clamp(min=0).prod(3)
    return inner / ((a[..., 2:] - a[..., :2]).prod(3) + (b[..., 2:] - b[..., :2]).prod(3) - inner).clamp(min=1e-6)


def generalised(a: Tensor, b: Tensor) -> Tensor:
    """Generalised IoU of pairs, [n]."""
    inner = (torch.minimum(a[:, 2:], b[:, 2:]) - torch.maximum(a[:, :2], b[:, :2])).clamp(min=0).prod(1)
    union = (a[:, 2:] - a[:, :2]).prod(1) + (b[:, 2:] - b[:, :2]).prod(1) - inner
    around = (torch.maximum(a[:, 2:], b[:, 2:]) - torch.minimum(a[:, :2], b[:, :2])).prod(1)
    return inner / union.clamp(min=1e-6) - (around - union) / around.clamp(min=1e-6)
