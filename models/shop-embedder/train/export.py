"""Writes the trained embedder as an ONNX file and as a TensorFlow.js model, from the same weights.

    python models/shop-embedder/train/export.py
"""

import argparse
import sys
from pathlib import Path

import torch

HERE = Path(__file__).parent
sys.path.append(str(HERE.parents[1] / "training"))

from graph import operations_of  # noqa: E402
from graph_model_file import write_graph_model  # noqa: E402
from network import HEIGHT, WIDTH, Embedder  # noqa: E402
from onnx_file import write_onnx  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--checkpoint", type=Path, default=HERE / "checkpoint.pt")
    parser.add_argument("--out", type=Path, default=HERE.parent)
    given = parser.parse_args()
    network = Embedder()
    network.load_state_dict(torch.load(given.checkpoint, map_location="cpu", weights_only=True)["average"])
    operations, last = operations_of(network, torch.zeros(1, 3, HEIGHT, WIDTH))
    write_onnx(given.out / "shop-embedder.onnx", operations, last, "vector", "pictures", batch="batch")
    write_graph_model(given.out / "tfjs", operations, last, "vector", "pictures")


if __name__ == "__main__":
    main()
