"""Cuts films into pictures and lets a teacher say where people are: only `person` counts as labelled in them.

    python models/training/label_films.py --films DIR --teacher yolox_nano.onnx --out DIR

The films are Intel's sample videos (CC BY 4.0, https://github.com/intel-iot-devkit/sample-videos), `--films` is a copy of that
repository or a folder with the three films; the teacher is YOLOX-nano (Apache-2.0). A box the teacher is unsure of is written as `iscrowd`: neither right nor wrong.
"""

import argparse
import json
from pathlib import Path

import av
import cv2
import numpy as np
import onnxruntime

# Every so many frames of each film: people move slowly.
STEPS = {
    "one-by-one-person-detection.mp4": 3,
    "people-detection.gif": 1,
    "store-aisle-detection.gif": 2,
}
SURE, UNSURE = 0.5, 0.12
SIZE = 416


def people(session: onnxruntime.InferenceSession, image: np.ndarray) -> np.ndarray:
    """[n, 5]: corners in px and score. The picture and its mirror image are asked, and the better box stays."""
    there = once(session, image)
    back = once(session, image[:, ::-1])
    back[:, [0, 2]] = image.shape[1] - back[:, [2, 0]]
    both = np.concatenate([there, back])
    kept = cv2.dnn.NMSBoxes([[x0, y0, x1 - x0, y1 - y0] for x0, y0, x1, y1, _ in both.tolist()], both[:, 4].tolist(), UNSURE, 0.5)
    return both[np.array(kept, int).reshape(-1)]


def once(session: onnxruntime.InferenceSession, image: np.ndarray) -> np.ndarray:
    ratio = SIZE / max(image.shape[:2])
    small = cv2.resize(image, None, fx=ratio, fy=ratio)
    padded = np.full((SIZE, SIZE, 3), 114, np.uint8)
    padded[: small.shape[0], : small.shape[1]] = small
    (rows,) = session.run(None, {session.get_inputs()[0].name: padded.transpose(2, 0, 1)[None].astype(np.float32)})
    rows = rows[0]
    grids, strides = [], []
    for stride in (8, 16, 32):
        n = SIZE // stride
        x, y = np.meshgrid(np.arange(n), np.arange(n))
        grids.append(np.stack([x, y], 2).reshape(-1, 2))
        strides.append(np.full((n * n, 1), stride))
    grid, step = np.concatenate(grids), np.concatenate(strides)
    centre, half = (rows[:, :2] + grid) * step, np.exp(rows[:, 2:4]) * step / 2
    score = rows[:, 4] * rows[:, 5]
    sure = (score > UNSURE) & (rows[:, 5:].argmax(1) == 0)
    return np.concatenate([(centre - half) / ratio, (centre + half) / ratio, score[:, None]], 1)[sure]


def found(films: Path, name: str) -> Path:
    """In Intel's repository the moving GIFs lie in a folder of their own."""
    places = [films / name, films / "preview" / name]
    for place in places:
        if place.is_file():
            return place
    raise SystemExit(f"There is no {places[0]} and no {places[1]}; fetch it from https://github.com/intel-iot-devkit/sample-videos.")


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("films", "teacher", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    session = onnxruntime.InferenceSession(str(given.teacher))
    (given.out / "images").mkdir(parents=True, exist_ok=True)
    images, annotations = [], []
    for film, step in STEPS.items():
        with av.open(str(found(given.films, film))) as container:
            for index, frame in enumerate(container.decode(video=0)):
                if index % step != 0:
                    continue
                image = frame.to_ndarray(format="bgr24")
                height, width = image.shape[:2]
                name = f"{Path(film).stem}-{index:05d}.jpg"
                cv2.imwrite(str(given.out / "images" / name), image, [cv2.IMWRITE_JPEG_QUALITY, 92])
                images.append({"id": len(images) + 1, "file_name": name, "width": width, "height": height, "camera": film, "labelled": ["person"]})
                for x0, y0, x1, y1, score in people(session, image).tolist():
                    x0, y0, x1, y1 = max(x0, 0), max(y0, 0), min(x1, width), min(y1, height)
                    annotations.append(
                        {"id": len(annotations) + 1, "image_id": len(images), "category_id": 1, "bbox": [x0, y0, x1 - x0, y1 - y0], "area": (x1 - x0) * (y1 - y0), "iscrowd": int(score < SURE), "score": score}
                    )
    categories = [{"id": 1, "name": "person"}]
    (given.out / "annotations.json").write_text(json.dumps({"images": images, "categories": categories, "annotations": annotations}))
    print(f"{len(images)} pictures, {len(annotations)} people")


if __name__ == "__main__":
    main()
