"""How fast a training learns, and what it writes about itself."""

import json
import math
import signal
from pathlib import Path

WARM_UP = 200


def rate(step: int, part: float, highest: float) -> float:
    """Up in a straight line, down along a cosine to a hundredth (Loshchilov and Hutter, *SGDR*, arXiv 1608.03983).

    @param part: of the training, which is done.
    """
    falling = 0.01 + 0.99 * (1 + math.cos(math.pi * min(part, 1))) / 2
    return highest * min((step + 1) / WARM_UP, 1) * falling


class Stop:
    """Whether somebody asked the training to end: it then keeps what it has."""

    def __init__(self) -> None:
        self.asked = False
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, self.ask)

    def ask(self, *_) -> None:
        self.asked = True


def write_curve(file: Path, progress: dict, sums: dict[str, float], count: int) -> None:
    """Appends a line of JSON: where the training is, and means of the last `count` steps."""
    row = {**progress, **{name: value / count for name, value in sums.items()}}
    line = json.dumps({key: float(f"{value:.5g}") for key, value in row.items()})
    with file.open("a") as out:
        out.write(f"{line}\n")
    print(line, flush=True)
