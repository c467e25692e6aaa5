"""Which cell is to find what, and how wrong it is.

Assignment: SimOTA (Ge et al., *YOLOX*, arXiv 2107.08430, §2.3), of each class by itself. Scores: quality focal loss (Li et al.,
arXiv 2006.04388, §3.1). Boxes: generalised IoU (Rezatofighi et al., arXiv 1902.09630).
"""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy

from annotated import CLASSES
from network import GRIDS

# Cells whose middle is within so many cells of a box's middle may find it.
NEAR = 2.5
# A box is found by as many cells as the sum of its best overlaps, of so many; small ones, which fit badly at first, by a few all the same.
BEST, LEAST = 10, 2
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


@dataclass
class Cells:
    """All cells that look for one class."""

    # [n, cells, 4]: corners in px.
    boxes: Tensor
    # [n, cells]
    logits: Tensor
    # [cells, 2], px
    middles: Tensor
    # [cells], px
    strides: Tensor


def cells_of(levels: list[tuple[Tensor, Tensor]]) -> list[Cells]:
    """Of what `Detector.levels` gives, class by class."""
    of_class: list[list[Cells]] = [[] for _ in CLASSES]
    for (name, stride), (box, score) in zip(GRIDS, levels):
        height, width = box.shape[2:]
        y, x = torch.meshgrid(torch.arange(height, device=box.device), torch.arange(width, device=box.device), indexing="ij")
        corner = torch.stack([x, y], 2).reshape(-1, 2).float()
        rows = box.flatten(2).transpose(1, 2).float()
        centre = (rows[..., :2] + corner) * stride
        half = rows[..., 2:4].clamp(max=6).exp() * stride / 2
        strides = torch.full((len(corner),), float(stride), device=box.device)
        of_class[name].append(Cells(torch.cat([centre - half, centre + half], 2), score[:, name].flatten(1).float(), (corner + 0.5) * stride, strides))
    dims = {"boxes": 1, "logits": 1, "middles": 0, "strides": 0}
    return [Cells(**{part: torch.cat([getattr(each, part) for each in own], dim) for part, dim in dims.items()}) for own in of_class]


def loss(levels: list[tuple[Tensor, Tensor]], targets: Targets) -> tuple[Tensor, dict[str, Tensor]]:
    """The mean over classes, so that the few hands and fewer products count for as much as people."""
    what, where = [], []
    for name, cells in enumerate(cells_of(levels)):
        own = of_class(targets, name)
        with torch.no_grad():
            picture, cell, which, quality, spared = assign(cells, own)
            wanted = torch.zeros_like(cells.logits)
            wanted[picture, cell] = quality
            counts = ~spared
            counts[picture, cell] = True
        count = max(len(cell), 1)
        what.append(focal(cells.logits, wanted, counts) / count)
        # Not weighed by how well they fit: hands, a few cells large, fit badly at first and would learn last.
        where.append((1 - generalised(cells.boxes[picture, cell], own.boxes[picture, which])).sum() / count)
    parts = {"what": torch.stack(what).mean(), "where": torch.stack(where).mean()}
    of_each = {f"{part} {name}": value.detach() for part, values in (("what", what), ("where", where)) for name, value in zip(CLASSES, values)}
    return parts["what"] + BOX_WEIGHT * parts["where"], {name: value.detach() for name, value in parts.items()} | of_each


def focal(logits: Tensor, wanted: Tensor, counts: Tensor) -> Tensor:
    away = (wanted - logits.sigmoid()).abs().pow(2)
    return (cross_entropy(logits, wanted, reduction="none") * away * counts).sum()


def of_class(targets: Targets, name: int) -> Targets:
    """Its rows first, as many as the fullest picture has; of others the class is -1."""
    own = targets.classes == name
    order = own.long().argsort(stable=True, dim=1, descending=True)[:, : max(int(own.sum(1).max()), 1)]
    classes = torch.where(own, name, -1).gather(1, order)
    return Targets(targets.boxes.gather(1, order[..., None].expand(-1, -1, 4)), classes, targets.ignored.gather(1, order) & (classes >= 0))


def assign(cells: Cells, truth: Targets) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Pictures, cells, the row of `truth` that each is to find, and how well it does: the overlap. And which cells count neither way [n, cells]."""
    real = (truth.classes >= 0) & ~truth.ignored
    cost, overlaps, spared = prices(cells.boxes, cells.logits, cells.middles, cells.strides, truth.boxes, real, truth.ignored)
    best = min(BEST, cost.shape[2])
    most = overlaps.topk(best, 2).values.sum(2).long().clamp(min=LEAST)
    least, at = cost.topk(best, 2, largest=False)
    taken = (torch.arange(best, device=cost.device) < most[..., None]) & least.isfinite()
    # Of two who want a cell, whom it costs less has it.
    least = torch.where(taken, least, torch.inf).flatten(1)
    cheapest = torch.full_like(cells.logits, torch.inf).scatter_reduce(1, at.flatten(1), least, "amin")
    taken &= (least <= cheapest.gather(1, at.flatten(1))).view_as(taken)
    picture, which, place = taken.nonzero(as_tuple=True)
    cell = at[picture, which, place]
    return picture, cell, which, overlaps[picture, which, cell], spared


def prices(boxes: Tensor, logits: Tensor, middles: Tensor, strides: Tensor, truth: Tensor, real: Tensor, ignored: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """What it costs that a cell finds a box, and how far both overlap [n, most, cells]; and which cells count neither way [n, cells]."""
    x0, y0, x1, y1 = (truth[..., i, None] for i in range(4))
    x, y = middles[:, 0], middles[:, 1]
    within = (x > x0) & (x < x1) & (y > y0) & (y < y1)
    reach = NEAR * strides
    near = ((x - (x0 + x1) / 2).abs() < reach) & ((y - (y0 + y1) / 2).abs() < reach) & real[..., None]
    left, top, right, bottom = (boxes[:, None, :, i] for i in range(4))
    inner = (torch.minimum(right, x1) - torch.maximum(left, x0)).clamp(min=0) * (torch.minimum(bottom, y1) - torch.maximum(top, y0)).clamp(min=0)
    union = (right - left) * (bottom - top) + (x1 - x0) * (y1 - y0) - inner
    overlaps = inner / union.clamp(min=1e-6) * (near | (within & real[..., None]))
    cost = -torch.nn.functional.logsigmoid(logits)[:, None] - OVERLAP_WEIGHT * torch.log(overlaps.clamp(min=1e-6))
    both = near & within
    # Of a box smaller than a cell no middle need be inside.
    both = both | (near & ~both.any(2, keepdim=True))
    return torch.where(both, cost, torch.inf), overlaps, (within & ignored[..., None]).any(1)


def generalised(a: Tensor, b: Tensor) -> Tensor:
    """Generalised IoU of pairs, [n]."""
    inner = (torch.minimum(a[:, 2:], b[:, 2:]) - torch.maximum(a[:, :2], b[:, :2])).clamp(min=0).prod(1)
    union = (a[:, 2:] - a[:, :2]).prod(1) + (b[:, 2:] - b[:, :2]).prod(1) - inner
    around = (torch.maximum(a[:, 2:], b[:, 2:]) - torch.minimum(a[:, :2], b[:, :2])).prod(1)
    return inner / union.clamp(min=1e-6) - (around - union) / around.clamp(min=1e-6)
