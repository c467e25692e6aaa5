"""Pictures of one person or product each, and who or what it is."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from annotated import CLASSES, Picture

# A box is shown with so much around it, in parts of its sides.
MARGIN = 0.04
LEAST_HEIGHT = {"person": 40, "product-in-hand": 16}


@dataclass
class Crop:
    """`path` is read when it is asked for; `box` is `None` for a whole picture."""

    path: Path | None
    image: np.ndarray | None
    box: np.ndarray | None
    camera: str

    def read(self) -> np.ndarray:
        """Keeps the part that is shown, which is small."""
        if self.image is None:
            whole = cv2.imread(str(self.path))
            self.image = whole if self.box is None else part(whole, self.box)
        return self.image


def part(image: np.ndarray, box: np.ndarray) -> np.ndarray:
    x0, y0, x1, y1 = box
    across, up = MARGIN * (x1 - x0), MARGIN * (y1 - y0)
    return image[max(int(y0 - up), 0) : int(np.ceil(y1 + up)), max(int(x0 - across), 0) : int(np.ceil(x1 + across))].copy()


# Crops by who or what they are of.
Crops = dict[str, list[Crop]]


def crops_of(pictures: list[Picture], name: str, least: int = 2, visible: float = 0) -> Crops:
    """@param least: who has fewer crops is left out; nothing can be learnt of one. @param visible: which part must be seen."""
    crops: Crops = {}
    for picture in pictures:
        own = (picture.classes == CLASSES.index(name)) & ~picture.ignored & (picture.visible >= visible)
        for i in own.nonzero()[0]:
            box = picture.boxes[i]
            if picture.identities[i] and box[3] - box[1] >= LEAST_HEIGHT[name]:
                crops.setdefault(picture.identities[i], []).append(Crop(picture.path, None, box, picture.camera))
    return {identity: own for identity, own in crops.items() if len(own) >= least}


def drawn_products(folder: Path) -> Crops:
    """Of `products/<name>/*`, pictures of one product a folder."""
    return {
        each.name: [Crop(path, None, None, "") for path in sorted(each.glob("*.*"))]
        for each in sorted((folder / "products").glob("*"))
        if each.is_dir()
    }


def photographed(classes: list[dict]) -> Crops:
    """Photos and the iconic picture of each class of the Grocery Store Dataset."""
    return {str(each["number"]): [Crop(None, image, None, "") for image in [each["iconic"], *each["photos"]]] for each in classes}
