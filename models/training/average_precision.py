"""Average precision as COCO reckons it: 101 recalls, overlaps from 0.5 to 0.95, ignored boxes neither right nor wrong."""

import numpy as np

OVERLAPS = np.linspace(0.5, 0.95, 10)
RECALLS = np.linspace(0, 1, 101)
MOST_PER_PICTURE = 100


def overlap(found: np.ndarray, truth: np.ndarray, ignored: np.ndarray) -> np.ndarray:
    """[n, 4] with [m, 4] to [n, m]; over the found box alone where the truth is ignored."""
    corner = np.maximum(found[:, None, :2], truth[None, :, :2])
    far = np.minimum(found[:, None, 2:], truth[None, :, 2:])
    inner = np.prod(np.clip(far - corner, 0, None), axis=2)
    area = np.prod(found[:, 2:] - found[:, :2], axis=1)[:, None]
    other = np.prod(truth[:, 2:] - truth[:, :2], axis=1)[None]
    return inner / np.maximum(np.where(ignored[None], area, area + other - inner), 1e-9)


def match(found: np.ndarray, truth: np.ndarray, ignored: np.ndarray, least: float) -> tuple[np.ndarray, np.ndarray]:
    """Of boxes by falling score: which are right, which do not count."""
    right, passed = np.zeros(len(found), bool), np.zeros(len(found), bool)
    if len(truth) == 0:
        return right, passed
    overlaps, taken = overlap(found, truth, ignored), np.zeros(len(truth), bool)
    for i in range(len(found)):
        free = np.where(~taken & ~ignored, overlaps[i], 0)
        if free.max() >= least:
            taken[free.argmax()], right[i] = True, True
        elif (overlaps[i][ignored] >= least).any():
            passed[i] = True
    return right, passed


def precision(pictures: list[dict]) -> dict[str, float]:
    """AP and AP50 of one class.

    Each picture has `found` [n, 5] (corners and score), `truth` [m, 4] and `ignored` [m].
    """
    wanted = sum(int((~each["ignored"]).sum()) for each in pictures)
    if wanted == 0:
        return {"AP": float("nan"), "AP50": float("nan"), "boxes": 0}
    areas = []
    for least in OVERLAPS:
        scores, rights = [], []
        for each in pictures:
            found = each["found"][np.argsort(-each["found"][:, 4], kind="stable")][:MOST_PER_PICTURE]
            right, passed = match(found[:, :4], each["truth"], each["ignored"], least)
            scores.append(found[~passed, 4])
            rights.append(right[~passed])
        order = np.argsort(-np.concatenate(scores), kind="stable")
        hits = np.cumsum(np.concatenate(rights)[order])
        ratio = np.maximum.accumulate((hits / np.arange(1, len(hits) + 1))[::-1])[::-1]
        at = np.searchsorted(hits / wanted, RECALLS, side="left")
        areas.append(float(np.mean([ratio[i] if i < len(ratio) else 0 for i in at])))
    return {"AP": float(np.mean(areas)), "AP50": areas[0], "boxes": wanted}
