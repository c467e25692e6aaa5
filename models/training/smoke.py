"""Runs both training programs for two minutes on a set that is drawn for it: do they learn, go on, evaluate and export?

    npm run train:smoke
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime

from tiny_set import draw_tiny_products, draw_tiny_set

MODELS = Path(__file__).parents[1]
SECONDS_EACH = 45


def run(program: str, *given: str | Path) -> str:
    print(f"{program} …", flush=True)
    finished = subprocess.run([sys.executable, MODELS / program, *map(str, given)], stdout=subprocess.PIPE, text=True)
    if finished.returncode != 0:
        raise SystemExit(f"{program} failed:\n{finished.stdout}")
    return finished.stdout


def trained(name: str, room: Path, *given: str | Path) -> None:
    """Trains, stops, goes on, and looks at what came of it."""
    files = ["--checkpoint", room / f"{name}.pt", "--curves", room / f"{name}.jsonl"]
    for part in (1, 2):
        out = run(f"{name}/train/train.py", *given, *files, "--steps", "100000", "--report", "5", "--minutes", str(SECONDS_EACH / 60 / 2))
        if part == 2 and "going on after step" not in out:
            raise SystemExit(f"{name} began anew instead of going on:\n{out}")
    print(out.splitlines()[-1])
    losses = [json.loads(line)["loss"] for line in (room / f"{name}.jsonl").read_text().splitlines()]
    print(f"loss {losses[0]:.3f} → {losses[-1]:.3f}")
    run(f"{name}/train/export.py", *files[:2], "--out", room / name)
    session = onnxruntime.InferenceSession(str(room / name / f"{name}.onnx"))
    given_input = session.get_inputs()[0]
    shape = [length if isinstance(length, int) else 1 for length in given_input.shape]
    (result,) = session.run(None, {given_input.name: np.full(shape, 114, np.float32)})
    if not np.isfinite(result).all():
        raise SystemExit(f"{name} says what is no number")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        draw_tiny_set(room / "pictures")
        draw_tiny_products(room / "products")
        trained("shop-detector", room, "--pictures", room / "pictures", "--batch", "4", "--window", "384", "224")
        trained("shop-embedder", room, "--pictures", room / "pictures", "--products", room / "products", "--classes", "4")
        alike = json.loads(run("shop-embedder/train/resemblance.py", "--pictures", room / "pictures", "--checkpoint", room / "shop-embedder.pt"))
        if not alike["same"] < alike["different"]:
            raise SystemExit(f"shop-embedder takes two people for one: {alike}")
        print("Both programs learn, go on where they were, evaluate and export.")


if __name__ == "__main__":
    main()
