"""Few-shot recognition of products that nothing was trained on: the odd-numbered classes of the Grocery Store Dataset.

    python models/shop-embedder/train/products.py --products DIR [--model FILE.onnx …]

DIR has `classes.csv`, `labels.txt`, `images` and `iconic` (Klasson et al., *A Hierarchical Grocery Store Image Dataset*, MIT). A class
counts as odd by its `Class ID`. References are the iconic picture, or one or three photos, every choice of them in turn; the
other photos are queries, and the class whose mean reference is nearest wins. Beside every model stands a colour histogram.
"""

import argparse
import csv
import itertools
import json
from pathlib import Path

import cv2
import numpy as np
import onnxruntime

CATALOGUE = Path(__file__).parents[2] / "catalogue.json"


def read_classes(folder: Path, odd: bool) -> list[dict]:
    """Of each class its number, its iconic picture and its photos (BGR)."""
    with (folder / "classes.csv").open() as file:
        rows = [(int(row["Class ID (int)"]), Path(row["Iconic Image Path (str)"]).name) for row in csv.DictReader(file)]
    photos: dict[int, list[np.ndarray]] = {number: [] for number, _ in rows}
    for line in (folder / "labels.txt").read_text().splitlines():
        path, fine, _ = line.split(", ")
        if int(fine) % 2 == int(odd):
            photos[int(fine)].append(cv2.imread(str(folder / "images" / path)))
    return [
        {"number": number, "iconic": cv2.imread(str(folder / "iconic" / name)), "photos": photos[number]}
        for number, name in rows
        if number % 2 == int(odd)
    ]


def histogram(image: np.ndarray) -> np.ndarray:
    """Hellinger's roots of how much there is of 8 × 8 × 8 colours (Swain and Ballard 1991)."""
    counts = cv2.calcHist([image], [0, 1, 2], None, [8, 8, 8], [0, 256] * 3).ravel()
    return np.sqrt(counts / counts.sum())


def embedder(file: Path):
    """What a network says of a picture, fed as the catalogue says, by its name or else as ours."""
    if not file.is_file():
        raise SystemExit(f"There is no {file}; export the model first, or name another.")
    session = onnxruntime.InferenceSession(str(file))
    models = json.loads(CATALOGUE.read_text())["models"]
    card = next((each["input"] for each in models if any(part["path"] == file.name for part in each["files"]) or each["id"] == file.stem), None)
    if card is None:
        raise SystemExit(f"{CATALOGUE.name} has no model of the file {file.name} and none of the name {file.stem}, so nobody knows how it is fed; write its entry first.")
    name = session.get_inputs()[0].name

    def vector(image: np.ndarray) -> np.ndarray:
        size = (card["width"], card["height"])
        pixels = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
        pixels = pixels if card["channels"] == "bgr" else pixels[:, :, ::-1]
        values = (pixels.astype(np.float32) * (card["range"] / 255) - card["mean"]) / card["std"]
        values = values if card["layout"] == "nhwc" else values.transpose(2, 0, 1)
        return session.run(None, {name: values[None].astype(np.float32)})[0].ravel()

    return vector


def unit(vector: np.ndarray) -> np.ndarray:
    return vector / max(np.linalg.norm(vector), 1e-12)


def recognise(classes: list[dict], look) -> dict[str, float]:
    """Top-1 with the iconic picture, one photo and three photos as references; chance is one in so many classes."""
    iconic = np.stack([unit(look(each["iconic"])) for each in classes])
    photos = np.stack([[unit(look(photo)) for photo in each["photos"]] for each in classes])
    count = photos.shape[1]
    shots = {"iconic": top1(iconic, photos)}
    for k in (each for each in (1, 3) if each < count):
        choices = list(itertools.combinations(range(count), k))
        shots[f"{k}-shot"] = float(np.mean([top1(photos[:, choice].mean(1), np.delete(photos, choice, 1)) for choice in choices]))
    return shots


def top1(references: np.ndarray, queries: np.ndarray) -> float:
    references = references / np.linalg.norm(references, axis=1, keepdims=True)
    nearest = (queries @ references.T).argmax(2)
    return float((nearest == np.arange(len(references))[:, None]).mean())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--products", type=Path, required=True)
    parser.add_argument("--model", type=Path, nargs="*", default=[])
    given = parser.parse_args()
    classes = read_classes(given.products, odd=True)
    print(f"{len(classes)} classes, {sum(len(each['photos']) for each in classes)} photos")
    for name, look in [("colour histogram", histogram), *((file.name, embedder(file)) for file in given.model)]:
        print(json.dumps({"model": name} | {shot: round(value, 4) for shot, value in recognise(classes, look).items()}), flush=True)


if __name__ == "__main__":
    main()
