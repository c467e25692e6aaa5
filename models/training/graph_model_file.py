"""Writes a network as a TensorFlow.js GraphModel: `model.json` and one shard, weights in half width, channels last."""

import base64
import json
from pathlib import Path

import numpy as np

from graph import Operation

SHARD = "group1-shard1of1.bin"


class Graph:
    def __init__(self) -> None:
        self.nodes: list[dict] = []
        self.specs: list[dict] = []
        self.bytes = bytearray()

    def constant(self, name: str, values: np.ndarray) -> str:
        """Of halves or of whole numbers."""
        half = values.dtype == np.float16
        spec = {"name": name, "shape": list(values.shape), "dtype": "float32" if half else "int32"}
        self.specs.append(spec | ({"quantization": {"dtype": "float16", "original_dtype": "float32"}} if half else {}))
        self.bytes += np.ascontiguousarray(values).tobytes()
        self.add("Const", name, [], dtype=kind("DT_FLOAT" if half else "DT_INT32"), value={"tensor": {"dtype": "DT_FLOAT" if half else "DT_INT32", "tensorShape": dims(values.shape)}})
        return name

    def whole(self, name: str, values: list[int] | int) -> str:
        return self.constant(name, np.array(values, np.int32))

    def add(self, op: str, name: str, inputs: list[str], **attr) -> str:
        self.nodes.append({"name": name, "op": op, "input": inputs, "attr": attr})
        return name


def write_graph_model(folder: Path, operations: list[Operation], last: str, output: str, input_name: str) -> None:
    graph, shapes = Graph(), {each.name: each.shape for each in operations}
    number = {"T": kind("DT_FLOAT")}
    for each in operations:
        name = output if each.name == last else each.name
        inputs = [input_name if source == operations[0].name else source for source in each.inputs]
        if each.kind == "input":
            batch, channels, height, width = each.shape
            graph.add("Placeholder", input_name, [], dtype=kind("DT_FLOAT"), shape={"shape": dims([batch, height, width, channels])})
        elif each.kind == "convolution":
            convolution(graph, each, name, inputs)
        elif each.kind == "linear":
            weight = graph.constant(f"{name}.weight", each.weight.T)
            turned = {"transpose_a": {"b": False}, "transpose_b": {"b": False}}
            product = graph.add("MatMul", f"{name}.product", [*inputs, weight], **number, **turned)
            graph.add("BiasAdd", name, [product, graph.constant(f"{name}.bias", each.bias)], **number)
        elif each.kind == "add":
            graph.add("AddV2", name, inputs, **number)
        elif each.kind == "multiply":
            graph.add("Mul", name, inputs, **number)
        elif each.kind == "divide":
            graph.add("RealDiv", name, inputs, **number)
        elif each.kind == "softmax":
            graph.add("Softmax", name, inputs, **number)
        elif each.kind == "weighted":
            graph.add("Mul", name, [*inputs, graph.constant(f"{name}.weight", each.weight.transpose(0, 2, 3, 1))], **number)
        elif each.kind == "root":
            moved = graph.add("AddV2", f"{name}.moved", [*inputs, graph.constant(f"{name}.least", each.bias)], **number)
            graph.add("Sqrt", name, [moved], **number)
        elif each.kind == "average":
            size = whole_list([1, each.attributes["size"], each.attributes["size"], 1])
            graph.add("AvgPool", name, inputs, **number, ksize=size, strides=size, padding=word("VALID"), data_format=word("NHWC"))
        elif each.kind == "sigmoid":
            graph.add("Sigmoid", name, inputs, **number)
        elif each.kind == "concat":
            axis = each.attributes["axis"] if len(each.shape) < 4 else {0: 0, 1: 3, 2: 1, 3: 2}[each.attributes["axis"]]
            count = {"N": {"i": str(len(inputs))}, "Tidx": kind("DT_INT32")}
            graph.add("ConcatV2", name, [*inputs, graph.whole(f"{name}.axis", axis)], **number, **count)
        elif each.kind == "double":
            size = graph.whole(f"{name}.size", list(each.shape[2:]))
            how = {"align_corners": {"b": False}, "half_pixel_centers": {"b": False}}
            graph.add("ResizeNearestNeighbor", name, [*inputs, size], **number, **how)
        elif each.kind == "rows":
            graph.add("Reshape", name, [*inputs, graph.whole(f"{name}.shape", list(each.shape))], **number, Tshape=kind("DT_INT32"))
        elif each.kind == "mean":
            axes = graph.whole(f"{name}.axes", [1, 2])
            graph.add("Mean", name, [*inputs, axes], **number, keep_dims={"b": False}, Tidx=kind("DT_INT32"))

    batch, channels, height, width = operations[0].shape
    signature = {
        "inputs": {input_name: {"name": f"{input_name}:0", "dtype": "DT_FLOAT", "tensorShape": dims([batch, height, width, channels])}},
        "outputs": {output: {"name": f"{output}:0", "dtype": "DT_FLOAT", "tensorShape": dims(shapes[last])}},
    }
    model = {
        "format": "graph-model",
        "generatedBy": "openaisle",
        "convertedBy": None,
        "signature": signature,
        "modelTopology": {"node": graph.nodes, "library": {}, "versions": {"producer": 1}},
        "weightsManifest": [{"paths": [SHARD], "weights": graph.specs}],
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / SHARD).write_bytes(bytes(graph.bytes))
    (folder / "model.json").write_text(json.dumps(model, separators=(",", ":")))


def convolution(graph: Graph, each: Operation, name: str, inputs: list[str]) -> None:
    """Filters lie as height, width, inputs, outputs; those of one channel each as height, width, channels, 1."""
    stride, pad, bent = (each.attributes[key] for key in ("stride", "pad", "bent"))
    alone = each.attributes["groups"] > 1
    filters = graph.constant(f"{name}.weight", each.weight.transpose((2, 3, 0, 1) if alone else (2, 3, 1, 0)))
    attributes = {
        "T": kind("DT_FLOAT"),
        "strides": whole_list([1, stride, stride, 1]),
        "dilations": whole_list([1, 1, 1, 1]),
        "data_format": word("NHWC"),
        "padding": word("EXPLICIT" if pad else "VALID"),
        "explicit_paddings": whole_list([0, 0, pad, pad, pad, pad, 0, 0] if pad else []),
    }
    straight = graph.add("DepthwiseConv2dNative" if alone else "Conv2D", f"{name}.filtered", [*inputs, filters], **attributes)
    number = {"T": kind("DT_FLOAT")}
    biased = graph.add("BiasAdd", f"{name}.biased" if bent else name, [straight, graph.constant(f"{name}.bias", each.bias)], **number, data_format=word("NHWC"))
    if bent:
        graph.add("Relu", name, [biased], **number)


def kind(name: str) -> dict:
    return {"type": name}


def word(text: str) -> dict:
    return {"s": base64.b64encode(text.encode()).decode()}


def whole_list(values: list[int]) -> dict:
    return {"list": {"i": [str(value) for value in values]}}


def dims(shape) -> dict:
    return {"dim": [{"size": str(length)} for length in shape]}
