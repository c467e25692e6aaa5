"""Chance for whole batches: numbers that follow from a seed, on whatever device the pictures are."""

import torch
from torch import Tensor


class Dice:
    """@param seed: the same one gives the same numbers on the same kind of device."""

    def __init__(self, device: torch.device | str, seed: int):
        self.device = torch.device(device)
        self.source = torch.Generator(self.device).manual_seed(seed)

    def uniform(self, low: float, high: float, *shape: int) -> Tensor:
        return low + (high - low) * torch.rand(shape, generator=self.source, device=self.device)

    def normal(self, deviation: float, *shape: int) -> Tensor:
        return deviation * torch.randn(shape, generator=self.source, device=self.device)

    def chance(self, part: float | Tensor, *shape: int) -> Tensor:
        """True so often."""
        return self.uniform(0, 1, *shape) < part

    def between(self, low: float, high: float, *shape: int) -> Tensor:
        """Factors: as often half as double."""
        return self.uniform(float(torch.log(torch.tensor(low))), float(torch.log(torch.tensor(high))), *shape).exp()

    def below(self, counts: Tensor) -> Tensor:
        """Whole numbers, each below its count; 0 where the count is 0."""
        return (self.uniform(0, 1, *counts.shape) * counts).long().clamp(min=0)

    def weighted(self, weights: Tensor, count: int) -> Tensor:
        return torch.multinomial(weights, count, replacement=True, generator=self.source)
