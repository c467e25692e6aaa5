"""How good the detector is on pictures of seeds that were never trained on.

    python models/shop-detector/train/evaluate.py --pictures DIR [DIR…] [--card models/shop-detector/card.md]
"""

import argparse
import json
import sys
from pathlib import Path

import cv2
import numpy as np
import torch

HERE = Path(__file__).parent
sys.path.append(str(HERE.parents[1] / "training"))

from annotated import CLASSES, Picture, read_folder, split  # noqa: E402
from average_precision import precision  # noqa: E402
from card import fill  # noqa: E402
from loss import cells_of  # noqa: E402
from network import Detector  # noqa: E402
from scenes import letterboxed  # noqa: E402

LEAST_SCORE, SUPPRESSION = 0.01, 0.6
TARGETS = {"person": "AP50 ≥ 0.97, AP ≥ 0.75", "hand": "AP50 ≥ 0.80", "product-in-hand": "AP50 ≥ 0.75"}


@torch.no_grad()
def found_in(network: Detector, picture: Picture) -> list[np.ndarray]:
    """Of each class `[n, 5]`: corners in px of the picture and score."""
    image, ratio = letterboxed(cv2.imread(str(picture.path)))
    device = next(network.parameters()).device
    given = torch.from_numpy(image.transpose(2, 0, 1)[None].astype(np.float32)).to(device, memory_format=torch.channels_last)
    limit = np.array([picture.width, picture.height] * 2)
    found = []
    for cells in cells_of(network.levels(given)):
        boxes, scores = cells.boxes[0].cpu().numpy() / ratio, cells.logits[0].sigmoid().cpu().numpy()
        found.append(suppressed(np.clip(boxes, 0, limit), scores))
    return found


def suppressed(boxes: np.ndarray, scores: np.ndarray) -> np.ndarray:
    enough = scores > LEAST_SCORE
    boxes, scores = boxes[enough], scores[enough]
    sides = np.concatenate([boxes[:, :2], boxes[:, 2:] - boxes[:, :2]], 1)
    kept = cv2.dnn.NMSBoxes(sides.tolist(), scores.tolist(), LEAST_SCORE, SUPPRESSION) if len(boxes) else []
    kept = np.array(kept, int).reshape(-1)
    return np.concatenate([boxes[kept], scores[kept, None]], 1)


def evaluate(network: Detector, pictures: list[Picture]) -> dict[str, dict[str, float]]:
    """AP, AP50 and the number of boxes of each class."""
    network.eval()
    rows: list[list[dict]] = [[] for _ in CLASSES]
    for picture in pictures:
        for number, found in enumerate(found_in(network, picture)):
            if picture.labelled[number]:
                own = picture.classes == number
                rows[number].append({"found": found, "truth": picture.boxes[own], "ignored": picture.ignored[own]})
    return {name: precision(rows[number]) for number, name in enumerate(CLASSES)}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pictures", type=Path, nargs="+", required=True)
    parser.add_argument("--checkpoint", type=Path, default=HERE / "checkpoint.pt")
    parser.add_argument("--card", type=Path)
    given = parser.parse_args()
    network = Detector()
    network.load_state_dict(torch.load(given.checkpoint, map_location="cpu", weights_only=True)["average"])
    trained, held_out = split([picture for folder in given.pictures for picture in read_folder(folder)])
    figures = evaluate(network, held_out)
    print(json.dumps({"pictures": len(held_out), **figures}, indent=1))
    if given.card:
        rendered = [each for each in trained if each.seed is not None]
        seeds = len({each.seed for each in rendered})
        rows = [
            ("pictures trained on", f"{len(rendered)} rendered ones of {seeds} seeds, {len(trained) - len(rendered)} of films"),
            ("pictures of held-out seeds", str(len(held_out))),
        ]
        for name, target in TARGETS.items():
            each = figures[name]
            rows.append((f"{name}, {each['boxes']} boxes", f"AP50 {each['AP50']:.3f}, AP {each['AP']:.3f} (wanted: {target})"))
        fill(given.card, rows, given.checkpoint)


if __name__ == "__main__":
    main()
