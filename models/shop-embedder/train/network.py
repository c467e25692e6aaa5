"""The embedder: what a picture of somebody or of something looks like, as 240 numbers."""

import torch
from torch import Tensor, nn

import shares
from layers import Average, Convolution, Double, Mean, Residual, Root

WIDTH, HEIGHT = 96, 128
DIMENSION = 128
# So many parts of a body or a product are told apart.
PARTS = 6
COLOURS = 32
LOOKS = 32


class Embedder(nn.Module):
    """Pictures `[n, 3, 128, 96]`, BGR in [0, 255], stretched, to vectors `[n, 240]`. Their length means nothing.

    One branch sorts the colours of single pixels, another says where which part of the body or of the product is, and what
    it looks like. How much there is of every colour and look in every part makes the vector (Suh et al., *Part-Aligned
    Bilinear Representations for Person Re-identification*, arXiv 1804.07094), brought to length 1. A histogram that nobody
    learned stands beside it: it does not forget colours that no training showed.
    """

    def __init__(self, widths: tuple[int, int, int, int] = (16, 32, 64, 128)):
        super().__init__()
        first, quarter, eighth, last = widths
        self.colours = nn.Sequential(Average(2), Convolution(3, COLOURS, 1), Convolution(COLOURS, COLOURS, 1), Average(4))
        self.middle = nn.Sequential(
            Convolution(3, first, 3, 2),
            Convolution(first, quarter, 3, 2),
            Residual(quarter),
            Convolution(quarter, eighth, 3, 2),
            Residual(eighth),
            Residual(eighth),
        )
        self.late = nn.Sequential(Convolution(eighth, last, 3, 2), Residual(last), Residual(last))
        self.context = nn.Sequential(Convolution(last, eighth, 1, bent=False), Double())
        self.looks = Convolution(eighth, LOOKS, 1)
        self.parts = nn.ModuleList(nn.Conv2d(eighth, 1, 1) for _ in range(PARTS))
        self.mean = Mean()
        self.root = Root()
        self.linear = nn.Linear(PARTS * (COLOURS + LOOKS) + last, DIMENSION)
        self.squares = nn.Linear(DIMENSION, 1).requires_grad_(False)
        nn.init.ones_(self.squares.weight)
        nn.init.zeros_(self.squares.bias)
        self.length = Root()
        self.histogram = shares.ColourShares(HEIGHT, WIDTH)
        # Where colours are parted: anywhere, not all of them at grey.
        for each in self.colours[1:3]:
            nn.init.uniform_(each.norm.bias, -1.5, 1.5)

    def forward(self, x: Tensor) -> Tensor:
        return self.beside(self.learnt(x), self.histogram(x))

    def beside(self, learnt: Tensor, colours: Tensor) -> Tensor:
        return torch.cat([learnt / self.length(self.squares(learnt * learnt)), colours], 1)

    def learnt(self, x: Tensor) -> Tensor:
        middle = self.middle(x)
        late = self.late(middle)
        there = middle + self.context(late)
        seen = torch.cat([self.colours(x), self.looks(there)], 1)
        parts = [self.mean(seen * torch.sigmoid(part(there))) for part in self.parts]
        return self.linear(torch.cat([self.root(torch.cat(parts, 1)), self.mean(late)], 1))
