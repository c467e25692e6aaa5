"""Writes a network as an ONNX file whose weights have half the width and are widened when it is opened."""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from graph import Operation

OPSET = 13
PRODUCER = "openaisle"


def write_onnx(file: Path, operations: list[Operation], last: str, output: str, input_name: str, batch: int | str = 1) -> None:
    """@param output: what the result is called. @param batch: 1, or a name for as many as there are."""
    nodes, weights = [], []

    def weight(name: str, values: np.ndarray) -> str:
        weights.append(numpy_helper.from_array(values, f"{name}.half"))
        nodes.append(helper.make_node("Cast", [f"{name}.half"], [name], name=f"{name}.widen", to=TensorProto.FLOAT))
        return name

    def lengths(name: str, values: list[int]) -> str:
        weights.append(numpy_helper.from_array(np.array(values, np.int64), name))
        return name

    def add(kind: str, inputs: list[str], name: str, **attributes) -> None:
        nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))

    for each in operations:
        name = output if each.name == last else each.name
        inputs = [input_name if source == operations[0].name else source for source in each.inputs]
        if each.kind == "convolution":
            given = [*inputs, weight(f"{name}.weight", each.weight), weight(f"{name}.bias", each.bias)]
            bent, pad = each.attributes["bent"], each.attributes["pad"]
            stride, groups = each.attributes["stride"], each.attributes["groups"]
            size = list(each.weight.shape[2:])
            add("Conv", given, f"{name}.straight" if bent else name, kernel_shape=size, strides=[stride] * 2, pads=[pad] * 4, group=groups)
            if bent:
                add("Relu", [f"{name}.straight"], name)
        elif each.kind == "linear":
            add("Gemm", [*inputs, weight(f"{name}.weight", each.weight), weight(f"{name}.bias", each.bias)], name, transB=1)
        elif each.kind == "add":
            add("Add", inputs, name)
        elif each.kind == "multiply":
            add("Mul", inputs, name)
        elif each.kind == "divide":
            add("Div", inputs, name)
        elif each.kind == "softmax":
            add("Softmax", inputs, name, axis=1)
        elif each.kind == "weighted":
            add("Mul", [*inputs, weight(f"{name}.weight", each.weight)], name)
        elif each.kind == "root":
            add("Add", [*inputs, weight(f"{name}.least", each.bias)], f"{name}.moved")
            add("Sqrt", [f"{name}.moved"], name)
        elif each.kind == "average":
            size = [each.attributes["size"]] * 2
            add("AveragePool", inputs, name, kernel_shape=size, strides=size)
        elif each.kind == "sigmoid":
            add("Sigmoid", inputs, name)
        elif each.kind == "concat":
            add("Concat", inputs, name, axis=each.attributes["axis"])
        elif each.kind == "double":
            weights.append(numpy_helper.from_array(np.array([1, 1, 2, 2], np.float32), f"{name}.scales"))
            how = {"mode": "nearest", "coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"}
            add("Resize", [*inputs, "", f"{name}.scales"], name, **how)
        elif each.kind == "rows":
            add("Transpose", inputs, f"{name}.turned", perm=[0, 2, 3, 1])
            add("Reshape", [f"{name}.turned", lengths(f"{name}.shape", [0, each.shape[1], each.shape[2]])], name)
        elif each.kind == "mean":
            add("GlobalAveragePool", inputs, f"{name}.pooled")
            add("Flatten", [f"{name}.pooled"], name, axis=1)

    first, result = operations[0].shape, next(each for each in operations if each.name == last).shape
    graph = helper.make_graph(
        nodes,
        file.stem,
        [helper.make_tensor_value_info(input_name, TensorProto.FLOAT, [batch, *first[1:]])],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, [batch, *result[1:]])],
        weights,
    )
    model = helper.make_model(graph, producer_name=PRODUCER, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
    onnx.checker.check_model(model)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(model.SerializeToString())
