"""The few layers our networks are made of. Each is known by name to the writers of ONNX and TensorFlow.js files."""

import torch
from torch import Tensor, nn


class Convolution(nn.Module):
    """A convolution, batch normalisation and, unless told otherwise, ReLU: one kernel once it is written out."""

    def __init__(self, inputs: int, outputs: int, size: int = 3, stride: int = 1, groups: int = 1, bent: bool = True):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, size, stride, size // 2, groups=groups, bias=False)
        self.norm = nn.BatchNorm2d(outputs)
        self.bent = bent

    def forward(self, x: Tensor) -> Tensor:
        x = self.norm(self.conv(x))
        return torch.relu(x) if self.bent else x

    def fused(self) -> tuple[Tensor, Tensor]:
        """Weights and bias that do what both do when the network is not trained."""
        factor = self.norm.weight / torch.sqrt(self.norm.running_var + self.norm.eps)
        return self.conv.weight * factor[:, None, None, None], self.norm.bias - self.norm.running_mean * factor


class Separable(nn.Sequential):
    """A depthwise convolution and one of 1 × 1 (Howard et al., *MobileNets*, arXiv 1704.04861, §3.1)."""

    def __init__(self, inputs: int, outputs: int, size: int = 3, stride: int = 1):
        super().__init__(
            Convolution(inputs, inputs, size, stride, groups=inputs, bent=False), Convolution(inputs, outputs, 1)
        )


class Residual(nn.Module):
    """Narrow, then wide, beside the way around (He et al., arXiv 1512.03385, §3.3)."""

    def __init__(self, channels: int):
        super().__init__()
        self.narrow = Convolution(channels, channels // 2, 1)
        self.wide = Convolution(channels // 2, channels, 3)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.wide(self.narrow(x))


class Double(nn.Module):
    """Every place four times: nearest neighbour."""

    def forward(self, x: Tensor) -> Tensor:
        return nn.functional.interpolate(x, scale_factor=2.0, mode="nearest")


class Exact(nn.Conv2d):
    """A convolution in whole width even where the network is trained in half: what places are is not to be rounded."""

    def forward(self, x: Tensor) -> Tensor:
        with torch.autocast(x.device.type, enabled=False):
            return super().forward(x.float())


class Rows(nn.Module):
    """From `[n, channels, height, width]` to `[n, height · width, channels]`."""

    def forward(self, x: Tensor) -> Tensor:
        return x.flatten(2).transpose(1, 2)


class Mean(nn.Module):
    """Over all places: from `[n, channels, height, width]` to `[n, channels]`."""

    def forward(self, x: Tensor) -> Tensor:
        return x.mean((2, 3))


class Average(nn.Module):
    """Of every square of `size` × `size` places, none of them in two squares."""

    def __init__(self, size: int):
        super().__init__()
        self.size = size

    def forward(self, x: Tensor) -> Tensor:
        return nn.functional.avg_pool2d(x, self.size)


class Root(nn.Module):
    """Of what is not negative. What there is little of counts for more (Arandjelović and Zisserman, CVPR 2012, §2).

    @param least: is added; keeps the slope at nothing finite. A half has it exactly.
    """

    def __init__(self, least: float = 2**-10):
        super().__init__()
        self.least = least

    def forward(self, x: Tensor) -> Tensor:
        return torch.sqrt(x + self.least)


class Shares(nn.Module):
    """Softmax over channels: at every place they become parts of 1."""

    def forward(self, x: Tensor) -> Tensor:
        return torch.softmax(x, 1)


class Weighted(nn.Module):
    """Every place counts for as much as `weights` `[height, width]` say, which nobody learns."""

    def __init__(self, weights: Tensor):
        super().__init__()
        self.register_buffer("weights", weights.half().float()[None, None])

    def forward(self, x: Tensor) -> Tensor:
        return x * self.weights


LEAVES = (Convolution, Exact, Double, Rows, Mean, Average, Root, Shares, Weighted)
