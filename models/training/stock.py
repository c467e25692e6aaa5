"""Pictures with what is marked in them, all in the memory of the device that trains: 0.7 MB each."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from torch import Tensor

from annotated import Picture

# Of each picture; a larger one is made smaller, a smaller one leaves grey at its right and below.
WIDTH, HEIGHT = 640, 360
GREY = 114


@dataclass
class Stock:
    # uint8 [n, 3, 360, 640], BGR.
    images: Tensor
    # [n, 2]: width and height of what is seen in it, px.
    sizes: Tensor
    # [n, most, 4]: x0, y0, x1, y1 in px.
    boxes: Tensor
    # [n, most]: index into CLASSES; -1 where the row stands for nothing.
    classes: Tensor
    # [n, most]: neither to be found nor wrong to find.
    ignored: Tensor
    # [n, 3]: which classes somebody looked for.
    labelled: Tensor

    def __len__(self) -> int:
        return len(self.images)


def read(pictures: list[Picture], device: str, threads: int = 8) -> Stock:
    images = np.full((len(pictures), HEIGHT, WIDTH, 3), GREY, np.uint8)
    most = max(1, *(len(each.boxes) for each in pictures))
    sizes, boxes = np.zeros((len(pictures), 2), np.float32), np.zeros((len(pictures), most, 4), np.float32)
    classes, ignored = np.full((len(pictures), most), -1), np.zeros((len(pictures), most), bool)

    def fill(i: int) -> None:
        picture = pictures[i]
        image = cv2.imread(str(picture.path))
        ratio = min(WIDTH / picture.width, HEIGHT / picture.height, 1)
        size = round(picture.width * ratio), round(picture.height * ratio)
        images[i, : size[1], : size[0]] = image if ratio == 1 else cv2.resize(image, size, interpolation=cv2.INTER_AREA)
        count = len(picture.boxes)
        sizes[i], boxes[i, :count] = size, picture.boxes * ratio
        classes[i, :count], ignored[i, :count] = picture.classes, picture.ignored

    with ThreadPoolExecutor(threads) as readers:
        list(readers.map(fill, range(len(pictures))))
    labelled = np.stack([each.labelled for each in pictures])
    planes = torch.empty((len(pictures), 3, HEIGHT, WIDTH), dtype=torch.uint8, device=device)
    for i in range(0, len(pictures), 256):
        planes[i : i + 256] = torch.from_numpy(images[i : i + 256]).to(device).permute(0, 3, 1, 2)
    return Stock(planes, *(torch.from_numpy(each).to(device) for each in (sizes, boxes, classes, ignored, labelled)))
