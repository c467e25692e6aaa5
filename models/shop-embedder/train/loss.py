"""Alike what is alike: supervised contrastive loss (Khosla et al., arXiv 2004.11362, equation 2)."""

import torch
from torch import Tensor

TEMPERATURE = 0.1


def loss(vectors: Tensor, labels: Tensor) -> Tensor:
    """@param vectors: `[n, dimension]`. @param labels: `[n]`, each at least twice."""
    unit = torch.nn.functional.normalize(vectors.float(), dim=1)
    alike = unit @ unit.T / TEMPERATURE
    itself = torch.eye(len(labels), dtype=torch.bool, device=labels.device)
    same = (labels[:, None] == labels[None]) & ~itself
    chance = alike - torch.logsumexp(alike.masked_fill(itself, -torch.inf), 1, keepdim=True)
    return -(chance.masked_fill(~same, 0).sum(1) / same.sum(1)).mean()
