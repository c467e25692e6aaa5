"""How good the embedder is on people of held-out seeds and on products that were never trained on.

    python models/shop-embedder/train/evaluate.py --products DIR --pictures DIR [DIR…] [--card models/shop-embedder/card.md]
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import torch

HERE = Path(__file__).parent
sys.path.append(str(HERE.parents[1] / "training"))

from annotated import Picture, read_folder, split  # noqa: E402
from card import fill  # noqa: E402
from crops import crops_of  # noqa: E402
from network import Embedder  # noqa: E402
from products import histogram, read_classes, recognise, unit  # noqa: E402
from views import as_shipped  # noqa: E402

# Of somebody so much is seen at least.
SEEN = {"people": 0.0, "people half seen": 0.5, "people three quarters seen": 0.75}
NOTES = {
    "people": "wanted: ≥ 0.95",
    "people half seen": "of pictures that show at least half of somebody",
    "people three quarters seen": "of pictures that show at least three quarters of somebody",
}


def look_of(network: Embedder):
    device = next(network.parameters()).device

    @torch.no_grad()
    def look(image: np.ndarray) -> np.ndarray:
        return network(as_shipped(image)[None].to(device, torch.float32))[0].cpu().numpy()

    return look


def retrieval(pictures: list[Picture], look, visible: float = 0) -> dict[str, float]:
    """Of everybody in one camera, whether the one who looks most alike in the others is the same person: rank-1.

    Everybody of the same seed is among whom to choose; whoever no other camera saw is not asked for.

    @param visible: who is seen less neither asks nor is among whom to choose; what was not seen at all, nobody can compare.
    """
    right = asked = 0
    for seed in sorted({picture.seed for picture in pictures}):
        people = crops_of([picture for picture in pictures if picture.seed == seed], "person", 1, visible)
        crops = [(name, crop) for name, own in people.items() for crop in own]
        if not crops:
            continue
        vectors = np.stack([unit(look(crop.read())) for _, crop in crops])
        names = np.array([name for name, _ in crops])
        cameras = np.array([crop.camera for _, crop in crops])
        other = cameras[:, None] != cameras[None]
        alike = np.where(other, vectors @ vectors.T, -np.inf)
        possible = (other & (names[:, None] == names[None])).any(1)
        right += int((names[alike.argmax(1)] == names)[possible].sum())
        asked += int(possible.sum())
    return {"rank-1": right / asked if asked else float("nan"), "queries": asked}


def evaluate(network: Embedder, classes: list[dict], pictures: list[Picture]) -> dict:
    """@param classes: of products, as `read_classes` gives them. @param pictures: of people. Neither was trained on."""
    network.eval()
    look = look_of(network)
    looks = {"": look, " by colour": histogram}
    return {
        **{f"products{by}": recognise(classes, each) for by, each in looks.items()},
        **{f"{who}{by}": retrieval(pictures, each, visible) for who, visible in SEEN.items() for by, each in looks.items()},
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--products", type=Path, required=True)
    parser.add_argument("--pictures", type=Path, nargs="*", default=[])
    parser.add_argument("--checkpoint", type=Path, default=HERE / "checkpoint.pt")
    parser.add_argument("--card", type=Path)
    given = parser.parse_args()
    network = Embedder()
    network.load_state_dict(torch.load(given.checkpoint, map_location="cpu", weights_only=True)["average"])
    _, held_out = split([picture for folder in given.pictures for picture in read_folder(folder)])
    figures = evaluate(network, read_classes(given.products, odd=True), held_out)
    print(json.dumps(figures, indent=1))
    if given.card:
        colour = figures["products by colour"]
        rows = [(f"products never trained on, {shot}, top-1", f"{value:.3f} (colour histogram: {colour[shot]:.3f})") for shot, value in figures["products"].items()]
        for who, note in NOTES.items():
            found, by_colour = figures[who], figures[f"{who} by colour"]
            rows.append((f"{who}, held-out seeds, across cameras, {found['queries']} queries, rank-1", f"{found['rank-1']:.3f} (colour histogram: {by_colour['rank-1']:.3f}; {note})"))
        fill(given.card, rows, given.checkpoint)


if __name__ == "__main__":
    main()
