"""How far apart what the embedder says of pictures is: of one person, and of two. Into `models/catalogue.json`, for the app to weigh looks by.

    python models/shop-embedder/train/resemblance.py --pictures DIR [DIR…] [--write shop-embedder]

Of people of held-out seeds who are at least half seen, all pairs of pictures of one store by two cameras.
"""

import argparse
import json
import re
import sys
from pathlib import Path

import numpy as np
import torch

HERE = Path(__file__).parent
sys.path.append(str(HERE.parents[1] / "training"))

from annotated import Picture, read_folder, split  # noqa: E402
from catalogue import CATALOGUE  # noqa: E402
from crops import crops_of  # noqa: E402
from evaluate import SEEN, look_of  # noqa: E402
from network import Embedder  # noqa: E402
from products import unit  # noqa: E402


def resemblance(pictures: list[Picture], look) -> dict[str, float]:
    """Means of the cosine distances, and the spread that both are given: the root of the mean of their variances."""
    same, different = [], []
    for seed in sorted({picture.seed for picture in pictures}):
        people = crops_of([picture for picture in pictures if picture.seed == seed], "person", 1, SEEN["people half seen"])
        crops = [(name, crop) for name, own in people.items() for crop in own]
        if len(crops) < 2:
            continue
        vectors = np.stack([unit(look(crop.read())) for _, crop in crops])
        names = np.array([name for name, _ in crops])
        cameras = np.array([crop.camera for _, crop in crops])
        pair = np.triu(cameras[:, None] != cameras[None])
        one = names[:, None] == names[None]
        distances = 1 - vectors @ vectors.T
        same.extend(distances[pair & one])
        different.extend(distances[pair & ~one])
    if not same or not different:
        raise SystemExit("No person of a held-out seed is seen by two cameras in these pictures; render more stores.")
    sigma = np.sqrt((np.var(same) + np.var(different)) / 2)
    return {"same": np.mean(same), "different": np.mean(different), "sigma": sigma}


def write(name: str, figures: str) -> None:
    """@param name: of a model whose entry has figures already. @param figures: as JSON."""
    text = CATALOGUE.read_text()
    begin = text.find(f'"id": "{name}"')
    end = text.find('"id": "', begin + 1)
    entry = text[begin : end if end >= 0 else len(text)]
    renewed, count = re.subn(r'("resemblance": )\{[^}]*\}', rf"\g<1>{figures}", entry)
    if begin < 0 or count != 1:
        raise SystemExit(f"{CATALOGUE.name} has no resemblance of a model {name} yet; write its entry first, with any numbers.")
    CATALOGUE.write_text(text.replace(entry, renewed))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pictures", type=Path, nargs="+", required=True)
    parser.add_argument("--checkpoint", type=Path, default=HERE / "checkpoint.pt")
    parser.add_argument("--write", nargs="*", default=[], help="entries of the catalogue")
    given = parser.parse_args()
    network = Embedder()
    network.load_state_dict(torch.load(given.checkpoint, map_location="cpu", weights_only=True)["average"])
    network.eval()
    _, held_out = split([picture for folder in given.pictures for picture in read_folder(folder)])
    found = resemblance(held_out, look_of(network))
    figures = "{ " + ", ".join(f'"{name}": {round(float(value), 3)}' for name, value in found.items()) + " }"
    json.loads(figures)
    print(figures)
    for name in given.write:
        write(name, figures)


if __name__ == "__main__":
    main()
