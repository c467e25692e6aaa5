"""The detector: residual blocks with ReLU, a pyramid of four levels, a head without anchors.

A hand is a dozen px large: the finest level has cells of 4 px, and few channels, because it has most of the places. Narrow whole convolutions where the maps are large and separable ones where many channels meet: fewer operations would be
possible, fewer milliseconds on a processor hardly.
"""

import torch
from torch import Tensor, nn

from annotated import CLASSES
from layers import Convolution, Double, Residual, Rows, Separable

WIDTH, HEIGHT = 576, 320
STRIDES = (4, 8, 16, 32)
# Before training every place says "nothing" with this much doubt (Lin et al., *Focal Loss*, arXiv 1708.02002, §4.1).
PRIOR = 0.01


class Detector(nn.Module):
    """Pictures `[n, 3, 320, 576]`, BGR in [0, 255], to rows `[n, 15300, 8]` that YOLOX's decoder reads.

    A row is x, y (cells), logarithms of width and height (cells), 1, and the score of each class in [0, 1], which is one of class
    and quality together (Li et al., *Generalized Focal Loss*, arXiv 2006.04388): so there is no separate "something".
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
        self.enlarge = Double()
        self.heads = nn.ModuleList([Head(fine), *(Head(neck) for _ in STRIDES[1:])])
        self.rows = Rows()

    def levels(self, x: Tensor) -> list[tuple[Tensor, Tensor]]:
        """Of each stride the boxes and the 1 behind them `[n, 5, h, w]` and the logits of the classes `[n, 3, h, w]`."""
        c2 = self.stem(x)
        c3 = self.eighth(c2)
        c4 = self.sixteenth(c3)
        c5 = self.last(c4)
        p5 = self.inward[2](c5)
        p4 = self.down[1](self.inward[1](c4) + self.enlarge(p5))
        p3 = self.down[0](self.inward[0](c3) + self.enlarge(p4))
        across, inward, down = self.finest
        p2 = down(across(c2) + self.enlarge(inward(p3)))
        n4 = self.up[0](p4 + self.lower[0](p3))
        n5 = self.up[1](p5 + self.lower[1](n4))
        return [head(level) for head, level in zip(self.heads, (p2, p3, n4, n5))]

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([self.rows(torch.cat([box, torch.sigmoid(logits)], 1)) for box, logits in self.levels(x)], 1)


class Head(nn.Module):
    """Where and what apart (Ge et al., *YOLOX*, arXiv 2107.08430, §2.2)."""

    def __init__(self, channels: int):
        super().__init__()
        self.where, self.what = Separable(channels, channels, 5), Separable(channels, channels, 5)
        self.box, self.logits = nn.Conv2d(channels, 5, 1), nn.Conv2d(channels, len(CLASSES), 1)
        nn.init.normal_(self.box.weight, std=0.01)
        nn.init.zeros_(self.box.bias)
        # The fifth is always 1: nothing that is trained looks at it.
        nn.init.zeros_(self.box.weight[4])
        nn.init.ones_(self.box.bias[4])
        nn.init.normal_(self.logits.weight, std=0.01)
        nn.init.constant_(self.logits.bias, -torch.log(torch.tensor(1 / PRIOR - 1)).item())

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self.box(self.where(x)), self.logits(self.what(x))


def stage(inputs: int, outputs: int, blocks: int) -> nn.Sequential:
    return nn.Sequential(Convolution(inputs, outputs, 3, 2), *(Residual(outputs) for _ in range(blocks)))
