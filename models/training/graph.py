"""A network as a list of the few operations it is made of, batch normalisation gone, weights rounded as they are shipped."""

import operator
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import fx, nn
from torch.fx.passes.shape_prop import ShapeProp

from layers import LEAVES, Average, Convolution, Double, Mean, Root, Rows, Shares, Weighted


@dataclass
class Operation:
    # input, convolution, add, multiply, divide, concat, sigmoid, softmax, weighted, double, rows, mean, average, root, linear
    kind: str
    name: str
    inputs: list[str]
    # As PyTorch has it: channels second.
    shape: tuple[int, ...]
    weight: np.ndarray | None = None
    bias: np.ndarray | None = None
    attributes: dict = field(default_factory=dict)


class Tracer(fx.Tracer):
    def is_leaf_module(self, module: nn.Module, name: str) -> bool:
        return isinstance(module, LEAVES) or super().is_leaf_module(module, name)


def operations_of(network: nn.Module, picture: torch.Tensor) -> tuple[list[Operation], str]:
    """In the order of computation, and the name of the last."""
    network = network.eval()
    module = fx.GraphModule(network, Tracer().trace(network))
    with torch.no_grad():
        ShapeProp(module).propagate(picture)
    operations: list[Operation] = []
    for node in module.graph.nodes:
        if node.op == "output":
            return operations, node.args[0].name
        operation = operation_of(node, dict(module.named_modules()))
        operation.shape = tuple(node.meta["tensor_meta"].shape)
        operations.append(operation)
    raise AssertionError("a graph ends with an output")


def operation_of(node: fx.Node, modules: dict[str, nn.Module]) -> Operation:
    if node.op == "placeholder":
        return Operation("input", node.name, [], ())
    sources = [each.name for each in node.all_input_nodes]
    if node.op == "call_function":
        if node.target in (operator.add, torch.add):
            return Operation("add", node.name, sources, ())
        if node.target in (operator.mul, operator.truediv):
            # A number times itself has one source, and two arguments.
            return Operation("multiply" if node.target is operator.mul else "divide", node.name, [each.name for each in node.args], ())
        if node.target is torch.sigmoid:
            return Operation("sigmoid", node.name, sources, ())
        if node.target is torch.cat:
            return Operation("concat", node.name, [each.name for each in node.args[0]], (), attributes={"axis": node.args[1]})
        raise SystemExit(f"no writer knows {node.target}")
    module = modules[node.target]
    if isinstance(module, (Convolution, nn.Conv2d)):
        conv = module.conv if isinstance(module, Convolution) else module
        weight, bias = module.fused() if isinstance(module, Convolution) else (module.weight, module.bias)
        attributes = {
            "stride": conv.stride[0],
            "pad": conv.padding[0],
            "groups": conv.groups,
            "bent": isinstance(module, Convolution) and module.bent,
        }
        return Operation("convolution", node.name, sources, (), rounded(weight), rounded(bias), attributes)
    if isinstance(module, nn.Linear):
        return Operation("linear", node.name, sources, (), rounded(module.weight), rounded(module.bias))
    if isinstance(module, Average):
        return Operation("average", node.name, sources, (), attributes={"size": module.size})
    if isinstance(module, Root):
        return Operation("root", node.name, sources, (), bias=np.array(module.least, np.float16))
    if isinstance(module, Weighted):
        return Operation("weighted", node.name, sources, (), weight=rounded(module.weights))
    kinds = {Double: "double", Rows: "rows", Mean: "mean", Shares: "softmax"}
    return Operation(kinds[type(module)], node.name, sources, ())


def rounded(values: torch.Tensor) -> np.ndarray:
    """To half width, which is how both files keep them."""
    return values.detach().cpu().numpy().astype(np.float16)
