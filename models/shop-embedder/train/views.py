"""What a network is shown of a crop: all of it, or what another camera might have seen of it."""

import cv2
import numpy as np
import torch

from disguise import disguised
from network import HEIGHT, WIDTH

# Colours are half of what tells products and clothes apart.
LIGHT = 0.5


def as_shipped(image: np.ndarray) -> torch.Tensor:
    """As the app pulls a crop over the whole input."""
    return tensor_of(cv2.resize(image, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA))


def seen(image: np.ndarray, least: float, mirrored: bool, colours: np.ndarray | None, dice: np.random.Generator) -> torch.Tensor:
    """A part of it, turned a little, in another light, by another camera.

    @param least: of the area, how much of it is seen at least.
    @param mirrored: left for right.
    @param colours: what to make of them, `[3, 3]`.
    """
    height, width = image.shape[:2]
    share = np.sqrt(dice.uniform(least, 1))
    stretch = np.exp(dice.uniform(-0.2, 0.2))
    across, up = min(share * stretch, 1) * width, min(share / stretch, 1) * height
    left, top = dice.uniform(0, width - across), dice.uniform(0, height - up)
    turn = np.radians(dice.normal(0, 6))
    scale = np.array([[WIDTH / across, 0], [0, HEIGHT / up]])
    turned = scale @ np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    middle = np.array([left + across / 2, top + up / 2])
    move = np.concatenate([turned, (np.array([WIDTH, HEIGHT]) / 2 - turned @ middle)[:, None]], 1)
    small = cv2.warpAffine(smaller(image, max(WIDTH / across, HEIGHT / up), move), move, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
    if mirrored:
        small = small[:, ::-1]
    if colours is not None:
        small = cv2.transform(small, colours)
    return tensor_of(disguised(small, dice, LIGHT))


def smaller(image: np.ndarray, scale: float, move: np.ndarray) -> np.ndarray:
    """Halved until it is less than twice as large as it will be; `move` follows."""
    while scale <= 0.5:
        image = cv2.resize(image, (image.shape[1] // 2, image.shape[0] // 2), interpolation=cv2.INTER_AREA)
        move[:, :2] *= 2
        scale *= 2
    return image


def other_colours(dice: np.random.Generator) -> np.ndarray:
    """Every hue becomes another one: turned around grey, which stays."""
    angle = dice.uniform(0, 2 * np.pi)
    grey = np.full((3, 3), 1 / 3)
    across = np.array([[0, -1, 1], [1, 0, -1], [-1, 1, 0]]) / np.sqrt(3)
    return np.cos(angle) * (np.eye(3) - grey) + grey + np.sin(angle) * across


def tensor_of(image: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(np.ascontiguousarray(image.transpose(2, 0, 1)))
