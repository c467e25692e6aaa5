"""What cameras, lamps and codecs do to a picture: the distance from a rendered shop to a real one is made of it."""

import cv2
import numpy as np


def disguised(image: np.ndarray, dice: np.random.Generator, light: float = 1) -> np.ndarray:
    """Another light, another camera. Boxes stay where they are.

    @param image: BGR, uint8.
    @param light: how far the light may change; less than 1 where colours tell things apart.
    """
    picture = np.ascontiguousarray(image)
    if dice.random() < 0.8:
        picture = lit(picture, dice, light)
    if dice.random() < 0.35:
        picture = cv2.GaussianBlur(picture, (0, 0), dice.uniform(0.3, 1.3))
    elif dice.random() < 0.2:
        picture = moved(picture, dice)
    if dice.random() < 0.4:
        picture = noisy(picture, dice)
    if dice.random() < 0.3:
        _, coded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, int(dice.uniform(25, 85))])
        picture = cv2.imdecode(coded, cv2.IMREAD_COLOR)
    return picture


def lit(picture: np.ndarray, dice: np.random.Generator, light: float) -> np.ndarray:
    """Brightness, contrast, gamma, colour of the light, how colourful; now and then light from one side."""
    colourful = 1 + light * dice.uniform(-1 if dice.random() < 0.1 else -0.6, 0.4)
    grey = np.full((3, 3), (1 - colourful) / 3) + np.eye(3) * colourful
    picture = cv2.transform(picture, grey)
    levels = np.arange(256, dtype=np.float32)[:, None] * np.exp(light * dice.normal(0, 0.1, 3)) * np.exp(light * dice.normal(0, 0.25))
    middle = picture.mean()
    levels = np.clip(middle + (levels - middle) * (1 + light * dice.uniform(-0.4, 0.4)), 0, 255)
    table = (255 * (levels / 255) ** np.exp(light * dice.normal(0, 0.25))).astype(np.uint8)
    picture = cv2.LUT(picture, table.reshape(256, 1, 3))
    if dice.random() < 0.25 * light:
        picture = np.clip(picture * shade(picture.shape[:2], dice), 0, 255).astype(np.uint8)
    return picture


def noisy(picture: np.ndarray, dice: np.random.Generator) -> np.ndarray:
    """Of a sensor: grey or coloured."""
    channels = 1 if dice.random() < 0.5 else 3
    grain = np.empty(picture.shape[:2] + (channels,), np.int16)
    cv2.setRNGSeed(int(dice.integers(2**31)))
    cv2.randn(grain, 0, dice.uniform(1, 9))
    return cv2.add(picture, np.broadcast_to(grain.reshape(picture.shape[:2] + (channels,)), picture.shape).copy(), dtype=cv2.CV_8U)


def shade(shape: tuple[int, int], dice: np.random.Generator) -> np.ndarray:
    """Light from one side."""
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    angle = dice.uniform(0, 2 * np.pi)
    slope = (x / shape[1] - 0.5) * np.cos(angle) + (y / shape[0] - 0.5) * np.sin(angle)
    return (1 + slope * dice.uniform(0.2, 1))[..., None].astype(np.float32)


def moved(picture: np.ndarray, dice: np.random.Generator) -> np.ndarray:
    """Blurred along a line, as by somebody who moves."""
    length, angle = int(dice.integers(3, 8)), dice.uniform(0, np.pi)
    kernel = np.zeros((length, length), np.float32)
    middle = (length - 1) / 2
    for t in np.linspace(-middle, middle, 2 * length):
        kernel[round(middle + t * np.sin(angle)), round(middle + t * np.cos(angle))] = 1
    return cv2.filter2D(picture, -1, kernel / kernel.sum())


def cover(picture: np.ndarray, boxes: np.ndarray, dice: np.random.Generator) -> list[np.ndarray]:
    """Cutout (DeVries and Taylor, arXiv 1708.04552), over the lower or an outer part of somebody: a shelf, another's back.

    Returns what is covered, corners in px.
    """
    covers = []
    for x0, y0, x1, y1 in boxes[dice.integers(0, len(boxes), dice.integers(1, 3))]:
        if min(x1 - x0, y1 - y0) < 12:
            continue
        width, height = (x1 - x0) * dice.uniform(0.2, 0.6), (y1 - y0) * dice.uniform(0.15, 0.5)
        left, top = dice.uniform(x0, x1 - width), dice.uniform(y0 + 0.2 * (y1 - y0), y1 - 0.5 * height)
        there = np.s_[max(int(top), 0) : int(top + height), max(int(left), 0) : int(left + width)]
        if dice.random() < 0.5:
            picture[there] = dice.integers(0, 256, 3)
        else:
            picture[there] = dice.integers(0, 256, picture[there].shape) // 4 + dice.integers(0, 192, 3)
        covers.append(np.array([left, top, left + width, top + height]))
    return covers
