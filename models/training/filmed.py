"""What cameras, lamps and codecs do to a batch of pictures. The twin of `disguise.py`, which does it to one, on a processor."""

import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d, conv2d, interpolate

from dice import Dice

# Side of a kernel that blurs, px.
KERNEL = 9
# How JPEG divides the waves of a block of brightness at quality 50 (ITU-T T.81, table K.1), and of colour (K.2).
BRIGHTNESS = (
    (16, 11, 10, 16, 24, 40, 51, 61), (12, 12, 14, 19, 26, 58, 60, 55), (14, 13, 16, 24, 40, 57, 69, 56), (14, 17, 22, 29, 51, 87, 80, 62),
    (18, 22, 37, 56, 68, 109, 103, 77), (24, 35, 55, 64, 81, 104, 113, 92), (49, 64, 78, 87, 103, 121, 120, 101), (72, 92, 95, 98, 112, 100, 103, 99),
)  # fmt: skip
COLOUR = (
    (17, 18, 24, 47, 99, 99, 99, 99), (18, 21, 26, 66, 99, 99, 99, 99), (24, 26, 56, 99, 99, 99, 99, 99), (47, 66, 99, 99, 99, 99, 99, 99),
    *((99,) * 8 for _ in range(4)),
)  # fmt: skip
# From blue, green and red to brightness and two colours (ITU-T T.871, §7), and back.
TO_COLOURS = torch.tensor([[0.114, 0.587, 0.299], [0.5, -0.3313, -0.1687], [-0.0813, -0.4187, 0.5]])


def filmed(pictures: Tensor, dice: Dice) -> Tensor:
    """Another light, another camera. Boxes stay where they are.

    @param pictures: [n, 3, height, width], BGR, 0 to 255; sides are multiples of 16.
    """
    count = len(pictures)
    pictures = chosen(pictures, lit, dice.chance(0.8, count), dice)
    pictures = blurred(pictures, dice)
    pictures = chosen(pictures, noisy, dice.chance(0.4, count), dice)
    return chosen(pictures, coded, dice.chance(0.3, count), dice).round().clamp(0, 255)


def chosen(pictures: Tensor, change, which: Tensor, dice: Dice) -> Tensor:
    at = which.nonzero()[:, 0]
    if len(at) == 0:
        return pictures
    return pictures.index_copy(0, at, change(pictures[at], dice).to(pictures.dtype))


def lit(pictures: Tensor, dice: Dice) -> Tensor:
    """Brightness, contrast, gamma, colour of the light, how colourful; now and then light from one side."""
    n = len(pictures)
    one = (n, 1, 1, 1)
    colourful = 1 + torch.where(dice.chance(0.1, *one), dice.uniform(-1, 0.4, *one), dice.uniform(-0.6, 0.4, *one))
    pictures = pictures * colourful + (1 - colourful) * pictures.mean(1, keepdim=True)
    pictures = pictures * dice.normal(0.1, n, 3, 1, 1).exp() * dice.normal(0.25, *one).exp()
    middle = pictures.mean((1, 2, 3), keepdim=True)
    pictures = (middle + (pictures - middle) * (1 + dice.uniform(-0.4, 0.4, *one))).clamp(0, 255)
    pictures = 255 * (pictures / 255).clamp(min=1e-4) ** dice.normal(0.25, *one).exp()
    return (pictures * shade(pictures, dice)).clamp(0, 255)


def shade(pictures: Tensor, dice: Dice) -> Tensor:
    """Light from one side, in a quarter of them."""
    n, _, height, width = pictures.shape
    one = (n, 1, 1, 1)
    angle = dice.uniform(0, 2 * torch.pi, *one)
    x = (torch.arange(width, device=dice.device) / width - 0.5)[None, None, None]
    y = (torch.arange(height, device=dice.device) / height - 0.5)[None, None, :, None]
    strength = dice.uniform(0.2, 1, *one) * dice.chance(0.25, *one)
    return 1 + (x * angle.cos() + y * angle.sin()) * strength


def blurred(pictures: Tensor, dice: Dice) -> Tensor:
    """Out of focus, or along a line, as by somebody who moves; more than half of them not."""
    n = len(pictures)
    soft = dice.chance(0.35, n)
    moving = ~soft & dice.chance(0.2, n)
    at = (soft | moving).nonzero()[:, 0]
    if len(at) == 0:
        return pictures
    kernels = torch.where(soft[at, None, None], focus(len(at), dice), line(len(at), dice))
    part = pictures[at]
    there = part.reshape(1, -1, *part.shape[2:])
    weights = kernels.repeat_interleave(3, 0)[:, None].to(part.dtype)
    edge = torch.nn.functional.pad(there, (KERNEL // 2,) * 4, mode="reflect")
    # cuDNN would look for the best way anew for every number of pictures.
    with torch.backends.cudnn.flags(enabled=False):
        return pictures.index_copy(0, at, conv2d(edge, weights, groups=there.shape[1]).reshape(part.shape))


def around(device: torch.device) -> tuple[Tensor, Tensor]:
    steps = torch.arange(KERNEL, device=device).float() - KERNEL // 2
    return steps[None, :, None], steps[None, None, :]


def focus(count: int, dice: Dice) -> Tensor:
    y, x = around(dice.device)
    kernel = torch.exp(-(x**2 + y**2) / (2 * dice.uniform(0.3, 1.3, count, 1, 1) ** 2))
    return kernel / kernel.sum((1, 2), keepdim=True)


def line(count: int, dice: Dice) -> Tensor:
    y, x = around(dice.device)
    half, angle = dice.uniform(1, 3.5, count, 1, 1), dice.uniform(0, torch.pi, count, 1, 1)
    along, beside = x * angle.cos() + y * angle.sin(), y * angle.cos() - x * angle.sin()
    kernel = (1 - beside.abs()).clamp(min=0) * (along.abs() <= half)
    return kernel / kernel.sum((1, 2), keepdim=True)


def noisy(pictures: Tensor, dice: Dice) -> Tensor:
    """Of a sensor: grey or coloured."""
    n, _, height, width = pictures.shape
    grain = dice.normal(1, n, 3, height, width)
    grain = torch.where(dice.chance(0.5, n, 1, 1, 1), grain, grain[:, :1])
    return (pictures + grain * dice.uniform(1, 9, n, 1, 1, 1)).clamp(0, 255)


def coded(pictures: Tensor, dice: Dice) -> Tensor:
    """As JPEG does: waves of blocks of 8 × 8, the finer the coarser; colours at half the size."""
    n = len(pictures)
    quality = dice.uniform(25, 85, n, 1, 1, 1)
    factor = torch.where(quality < 50, 50 / quality, 2 - quality / 50)
    mix = TO_COLOURS.to(dice.device)
    parts = torch.einsum("ij,njhw->nihw", mix, pictures)
    light = rounded(parts[:, :1] - 128, BRIGHTNESS, factor) + 128
    colours = interpolate(rounded(avg_pool2d(parts[:, 1:], 2), COLOUR, factor), scale_factor=2.0, mode="bilinear", align_corners=False)
    return torch.einsum("ij,njhw->nihw", torch.linalg.inv(mix), torch.cat([light, colours], 1)).clamp(0, 255)


def rounded(planes: Tensor, table: tuple[tuple[int, ...], ...], factor: Tensor) -> Tensor:
    n, channels, height, width = planes.shape
    k = torch.arange(8, device=planes.device).float()
    waves = torch.cos((2 * k[None] + 1) * k[:, None] * torch.pi / 16) / 2
    waves[0] /= 2**0.5
    steps = (torch.tensor(table, device=planes.device).float() * factor).clamp(min=1)[:, :, None, None]
    # Sides that are no multiple of 8 keep their last lines as they are.
    rows, columns = height // 8, width // 8
    blocks = planes[..., : rows * 8, : columns * 8].reshape(n, channels, rows, 8, columns, 8).permute(0, 1, 2, 4, 3, 5)
    blocks = waves.T @ ((waves @ blocks @ waves.T / steps).round() * steps) @ waves
    out = planes.clone()
    out[..., : rows * 8, : columns * 8] = blocks.permute(0, 1, 2, 4, 3, 5).reshape(n, channels, rows * 8, columns * 8)
    return out


def cover(pictures: Tensor, people: Tensor, dice: Dice) -> Tensor:
    """Cutout (DeVries and Taylor, arXiv 1708.04552) over the lower or an outer part of one person of each picture: a shelf, another's back.

    @param people: boxes [n, 4]. Changes `pictures` [n, 3, height, width]; returns what is covered, [n, 4].
    """
    n, _, height, width = pictures.shape
    x0, y0, x1, y1 = people.T
    wide, high = (x1 - x0) * dice.uniform(0.2, 0.6, n), (y1 - y0) * dice.uniform(0.15, 0.5, n)
    left = x0 + dice.uniform(0, 1, n) * (x1 - x0 - wide)
    top = y0 + (y1 - y0) * 0.2 + dice.uniform(0, 1, n) * (0.8 * (y1 - y0) - 0.5 * high)
    by = torch.stack([left, top, left + wide, top + high], 1)
    x, y = torch.arange(width, device=dice.device)[None], torch.arange(height, device=dice.device)[None]
    there = ((y >= by[:, 1:2]) & (y < by[:, 3:]))[:, None, :, None] & ((x >= by[:, :1]) & (x < by[:, 2:3]))[:, None, None]
    plain = dice.uniform(0, 255, n, 3, 1, 1)
    grain = dice.uniform(0, 64, n, 3, height, width) + dice.uniform(0, 192, n, 3, 1, 1)
    pictures.copy_(torch.where(there, torch.where(dice.chance(0.5, n, 1, 1, 1), plain, grain), pictures))
    return by
