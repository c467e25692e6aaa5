"""How much there is of which colour where: a soft histogram that nobody learns, as layers of the network."""

import cv2
import numpy as np
import torch
from torch import Tensor, nn

from layers import Average, Mean, Root, Shares, Weighted

COLOURS, DIMENSION = 128, 112
# px of the network's input, and places of the map that is counted over.
FINE, COARSE = 2, 4
# Shades count half, hues one and a half times: light changes more than what is lit (van de Sande et al., PAMI 2010).
OPPONENT = np.array([[1, 1, 1], [-1, 0, 1], [-1, 2, -1]]) * np.array([[0.5 / 3**0.5], [1.5 / 2**0.5], [1.5 / 6**0.5]])
# Of the Gaussian around a colour, in these levels.
SOFTNESS = 6
# The length of its vector, where that of the learnt one is 1.
LENGTH = 1.0
# Middle and spread, down and across, in parts of the picture: what is in the middle, and five heights of a body.
PLACES = ((0.5, 0.5, 0.3, 0.3), *((down, 0.5, 0.08, 0.18) for down in (0.12, 0.3, 0.48, 0.66, 0.84)))


class ColourShares(nn.Module):
    """Pictures `[n, 3, height, width]`, BGR in [0, 255], to `[n, 112]` of about length `LENGTH`.

    Every pixel is shared out among the colours of a book, softly (van Gemert et al., *Visual Word Ambiguity*, PAMI 2010): as
    the distance to each is the same quadratic number but for what is linear, that is a convolution of 1 × 1 and a softmax.
    The shares are summed with weights of six places; roots of them have Hellinger's product, and few directions hold them.
    """

    def __init__(self, height: int, width: int):
        super().__init__()
        self.fine = Average(FINE)
        self.logits = nn.Conv2d(3, COLOURS, 1)
        self.shares = Shares()
        self.coarse = Average(COARSE)
        step = FINE * COARSE
        self.places = nn.ModuleList(Weighted(around(height // step, width // step, *place)) for place in PLACES)
        self.mean = Mean()
        self.root = Root(2**-14)
        self.directions = nn.Linear(len(PLACES) * COLOURS, DIMENSION)
        self.requires_grad_(False)

    def forward(self, x: Tensor) -> Tensor:
        return self.directions(self.roots(x))

    def roots(self, x: Tensor) -> Tensor:
        counted = self.coarse(self.shares(self.logits(self.fine(x))))
        return self.root(torch.cat([self.mean(place(counted)) for place in self.places], 1))

    @torch.no_grad()
    def fit(self, pictures: Tensor, seed: int = 1) -> None:
        """Which colours there are, and along which directions pictures differ.

        @param pictures: as the network is shown them, some hundreds.
        """
        cv2.setRNGSeed(seed)
        pixels = nn.functional.avg_pool2d(pictures, 2 * FINE).movedim(1, 3).reshape(-1, 3).numpy() - 128
        pixels = np.random.default_rng(seed).permutation(pixels)[:60_000] @ OPPONENT.T
        _, _, book = cv2.kmeans(pixels.astype(np.float32), COLOURS, None, (cv2.TERM_CRITERIA_MAX_ITER, 30, 0), 1, cv2.KMEANS_PP_CENTERS)
        slopes = book @ OPPONENT / SOFTNESS**2
        self.logits.weight.copy_(half(slopes)[..., None, None])
        self.logits.bias.copy_(half(-(book**2).sum(1) / 2 / SOFTNESS**2 - 128 * slopes.sum(1)))
        roots = torch.cat([self.roots(some) for some in pictures.split(64)])
        _, _, directions = torch.linalg.svd(roots)
        self.directions.weight.copy_(half(directions[:DIMENSION] * LENGTH / len(PLACES) ** 0.5))
        self.directions.bias.zero_()


def around(height: int, width: int, down: float, across: float, tall: float, wide: float) -> Tensor:
    y, x = (torch.arange(height) + 0.5) / height, (torch.arange(width) + 0.5) / width
    weights = torch.exp(-(((y - down) / tall) ** 2)[:, None] / 2 - (((x - across) / wide) ** 2)[None] / 2)
    return weights / weights.mean()


def half(values) -> Tensor:
    """As both files keep them."""
    return torch.as_tensor(values).half().float()
