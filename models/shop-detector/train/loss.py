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
class Target:
    """What is in one picture. Boxes in px of the input."""

    boxes: Tensor
    classes: Tensor
    ignored: Tensor
    # [3]: which classes count in this picture.
    labelled: Tensor


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


def loss(levels: list[tuple[Tensor, Tensor]], targets: list[Target]) -> tuple[Tensor, dict[str, float]]:
    boxes, logits, middles, strides = flattened(levels)
    scores, places, count = [], [], 0
    for box, logit, target in zip(boxes, logits, targets):
        wanted = torch.zeros_like(logit)
        counts = target.labelled[None].expand(len(logit), -1).clone()
        for corners, number in zip(target.boxes[target.ignored], target.classes[target.ignored]):
            counts[inside(middles, corners[None])[:, 0], number] = False
        real = ~target.ignored
        cells, which, quality = assign(box.detach(), logit.detach(), middles, strides, target.boxes[real], target.classes[real])
        wanted[cells, target.classes[real][which]] = quality
        counts[cells] = target.labelled
        away = (wanted - logit.sigmoid()).abs().pow(2)
        scores.append((cross_entropy(logit, wanted, reduction="none") * away)[counts].sum())
        # Not weighed by how well they fit: hands, a few cells large, fit badly at first and would learn last.
        places.append((1 - generalised(box[cells], target.boxes[real][which])).sum())
        count += len(cells)
    what, where = torch.stack(scores).sum() / max(count, 1), torch.stack(places).sum() / max(count, 1)
    return what + BOX_WEIGHT * where, {"what": what.item(), "where": where.item(), "cells": count}


def assign(box: Tensor, logit: Tensor, middles: Tensor, strides: Tensor, truth: Tensor, classes: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Cells, the box each is to find, and how well it does: the overlap."""
    if len(truth) == 0:
        none = torch.zeros(0, dtype=torch.long, device=box.device)
        return none, none, torch.zeros(0, device=box.device)
    centres = (truth[:, :2] + truth[:, 2:]) / 2
    near = ((middles[:, None] - centres[None]).abs().amax(2) < NEAR * strides[:, None])
    within = inside(middles, truth)
    candidates = (near | within).any(1).nonzero()[:, 0]
    near, within = near[candidates], within[candidates]
    overlaps = paired(box[candidates], truth)
    probability = logit[candidates].sigmoid()[:, classes]
    cost = -torch.log(probability.clamp(min=1e-6)) - OVERLAP_WEIGHT * torch.log(overlaps.clamp(min=1e-6)) + 1e5 * ~(near & within)
    # Of a box smaller than a cell no middle need be inside.
    small = ~(near & within).any(0)
    cost = torch.where(small[None] & near, cost - 1e5, cost)
    chosen = torch.zeros_like(cost, dtype=torch.bool)
    most = overlaps.topk(min(BEST, len(candidates)), 0).values.sum(0).long().clamp(min=1)
    for i, number in enumerate(most.tolist()):
        chosen[cost[:, i].topk(min(number, len(candidates)), largest=False).indices, i] = True
    chosen &= cost < 1e4
    several = chosen.sum(1) > 1
    chosen[several] = torch.nn.functional.one_hot(cost[several].argmin(1), len(truth)).bool()
    cells, which = chosen.nonzero(as_tuple=True)
    return candidates[cells], which, overlaps[cells, which]


def inside(middles: Tensor, boxes: Tensor) -> Tensor:
    """[cells, boxes]"""
    return ((middles[:, None] > boxes[None, :, :2]) & (middles[:, None] < boxes[None, :, 2:])).all(2)


def paired(a: Tensor, b: Tensor) -> Tensor:
    """Overlap over union, [n, m]."""
    inner = (torch.minimum(a[:, None, 2:], b[None, :, 2:]) - torch.maximum(a[:, None, :2], b[None, :, :2])).clamp(min=0).prod(2)
    areas = (a[:, 2:] - a[:, :2]).prod(1)[:, None] + (b[:, 2:] - b[:, :2]).prod(1)[None]
    return inner / (areas - inner).clamp(min=1e-6)


def generalised(a: Tensor, b: Tensor) -> Tensor:
    """Generalised IoU of pairs, [n]."""
    inner = (torch.minimum(a[:, 2:], b[:, 2:]) - torch.maximum(a[:, :2], b[:, :2])).clamp(min=0).prod(1)
    union = (a[:, 2:] - a[:, :2]).prod(1) + (b[:, 2:] - b[:, :2]).prod(1) - inner
    around = (torch.maximum(a[:, 2:], b[:, 2:]) - torch.minimum(a[:, :2], b[:, :2])).prod(1)
    return inner / union.clamp(min=1e-6) - (around - union) / around.clamp(min=1e-6)
