"""The embedder: what a picture of somebody or of something looks like, as 128 numbers."""

import torch
from torch import Tensor, nn

from layers import Convolution, Mean, Residual

WIDTH, HEIGHT = 96, 128
DIMENSION = 128


class Embedder(nn.Module):
    """Pictures `[n, 3, 128, 96]`, BGR in [0, 255], stretched, to vectors `[n, 128]`. Their length means nothing.

    Means of early maps count beside those of the last: colours and textures tell products and clothes apart.
    """

    def __init__(self, widths: tuple[int, int, int, int] = (16, 32, 64, 128)):
        super().__init__()
        first, quarter, eighth, last = widths
        self.stem = nn.Sequential(Convolution(3, first, 3, 2), Convolution(first, quarter, 3, 2), Residual(quarter))
        self.middle = nn.Sequential(Convolution(quarter, eighth, 3, 2), Residual(eighth), Residual(eighth))
        self.last = nn.Sequential(Convolution(eighth, last, 3, 2), Residual(last), Residual(last))
        self.mean = Mean()
        self.vector = nn.Linear(quarter + eighth + last, DIMENSION)

    def forward(self, x: Tensor) -> Tensor:
        early = self.stem(x)
        middle = self.middle(early)
        late = self.last(middle)
        return self.vector(torch.cat([self.mean(early), self.mean(middle), self.mean(late)], 1))
