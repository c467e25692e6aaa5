"""The detector: residual blocks with ReLU, a pyramid of four levels, heads without anchors.

A hand is a dozen px large: the finest level has cells of 4 px, and few channels, because it has most of the places. Narrow whole convolutions where the maps are large and separable ones where many channels meet: fewer operations would be
possible, fewer milliseconds on a processor hardly. A hand and what it holds have their middles in the same cells, and a person's lies not far:
so every class has boxes of its own at every level where it is looked for, and no cell has to decide which of them it gives.
"""

import torch
from torch import Tensor, nn

from annotated import CLASSES
from layers import Convolution, Double, Exact, Residual, Rows, Separable

WIDTH, HEIGHT = 576, 320
PERSON, HAND, PRODUCT = range(len(CLASSES))
# What is looked for in cells of how many px, in the order of the output.
GRIDS = (*((PERSON, stride) for stride in (8, 16, 32)), *((name, stride) for name in (HAND, PRODUCT) for stride in (4, 8, 16)))
# How large something is held for before training, in cells.
USUAL = {PERSON: 6.0, HAND: 3.0, PRODUCT: 3.0}
# Before training every place says "nothing" with this much doubt (Lin et al., *Focal Loss*, arXiv 1708.02002, §4.1).
PRIOR = 0.01
# What a class says where it is not looked for: 1 in 10¹³.
NEVER = -30.0


class Detector(nn.Module):
    """Pictures `[n, 3, 320, 576]`, BGR in [0, 255], to rows `[n, 34020, 8]` that YOLOX's decoder reads.

    A row is x, y (cells), logarithms of width and height (cells), 1, and the score of each class in [0, 1], which is one of class
    and quality together (Li et al., *Generalized Focal Loss*, arXiv 2006.04388): so there is no separate "something". Rows come
    in the order of `GRIDS`; of each only the score of its own class is not 0.
    """

    def __init__(self, widths: tuple[int, ...] = (12, 24, 48, 80, 128), neck: int = 48, fine: int = 32):
        super().__init__()
        first, quarter, eighth, sixteenth, last = widths
        self.stem = nn.Sequential(Convolution(3, first, 3, 2), Convolution(first, quarter, 3, 2), Residual(quarter))
        self.eighth = stage(quarter, eighth, 2)
        self.sixteenth = stage(eighth, sixteenth, 3)
        self.last = stage(sixteenth, last, 2)
        self.inward = nn.ModuleList([Convolution(channels, neck, 1) for channels in (eighth, sixteenth, last)])
        self.down = nn.ModuleList([Separable(neck, neck) for _ in range(2)])
        self.lower = nn.ModuleList([Separable(neck, neck, 5, 2) for _ in range(2)])
        self.up = nn.ModuleList([Separable(neck, neck, 5) for _ in range(2)])
        self.finest = nn.ModuleList([Convolution(quarter, fine, 1), Convolution(neck, fine, 1), Separable(fine, fine)])
        self.finer = Separable(fine, fine, 5)
        self.enlarge = Double()
        self.people = nn.ModuleList([Head(neck, (PERSON,)) for _ in range(3)])
        self.things = nn.ModuleList([Head(channels, (HAND, PRODUCT)) for channels in (fine, neck, neck)])
        self.rows = Rows()

    def levels(self, x: Tensor) -> list[tuple[Tensor, Tensor]]:
        """Of each of `GRIDS` the boxes and the 1 behind them `[n, 5, h, w]` and the logits of the classes `[n, 3, h, w]`."""
        c2 = self.stem(x)
        c3 = self.eighth(c2)
        c4 = self.sixteenth(c3)
        c5 = self.last(c4)
        p5 = self.inward[2](c5)
        p4 = self.down[1](self.inward[1](c4) + self.enlarge(p5))
        p3 = self.down[0](self.inward[0](c3) + self.enlarge(p4))
        across, inward, down = self.finest
        p2 = down(across(c2) + self.enlarge(inward(p3)))
        p2 = p2 + self.finer(p2)
        n4 = self.up[0](p4 + self.lower[0](p3))
        n5 = self.up[1](p5 + self.lower[1](n4))
        people = [head(level)[0] for head, level in zip(self.people, (p3, n4, n5))]
        things = [head(level) for head, level in zip(self.things, (p2, p3, n4))]
        return people + [each[0] for each in things] + [each[1] for each in things]

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([self.rows(torch.cat([box, torch.sigmoid(logits)], 1)) for box, logits in self.levels(x)], 1)


class Head(nn.Module):
    """Where and what apart (Ge et al., *YOLOX*, arXiv 2107.08430, §2.2), and at the end each class."""

    def __init__(self, channels: int, names: tuple[int, ...]):
        super().__init__()
        self.where, self.what = Separable(channels, channels, 5), Separable(channels, channels, 5)
        self.box = nn.ModuleList([Exact(channels, 5, 1) for _ in names])
        self.logits = nn.ModuleList([Exact(channels, len(CLASSES), 1) for _ in names])
        for name, box, logits in zip(names, self.box, self.logits):
            nn.init.normal_(box.weight, std=0.01)
            nn.init.constant_(box.bias, 0.5)
            nn.init.constant_(box.bias[2:4], torch.log(torch.tensor(USUAL[name])).item())
            # Nothing that is trained looks at the fifth, which is always 1, and at the other classes, which are never there.
            nn.init.zeros_(box.weight[4])
            nn.init.ones_(box.bias[4])
            nn.init.zeros_(logits.weight)
            nn.init.normal_(logits.weight[name], std=0.01)
            nn.init.constant_(logits.bias, NEVER)
            nn.init.constant_(logits.bias[name], -torch.log(torch.tensor(1 / PRIOR - 1)).item())

    def forward(self, x: Tensor) -> list[tuple[Tensor, Tensor]]:
        where, what = self.where(x), self.what(x)
        return [(box(where), logits(what)) for box, logits in zip(self.box, self.logits)]


def stage(inputs: int, outputs: int, blocks: int) -> nn.Sequential:
    return nn.Sequential(Convolution(inputs, outputs, 3, 2), *(Residual(outputs) for _ in range(blocks)))
