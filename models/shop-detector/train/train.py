"""Trains the detector, or goes on with it.

    python models/shop-detector/train/train.py --pictures DIR [DIR…] --minutes 60

Every DIR is one that `npm run data:render` or `models/training/label_films.py` wrote. It runs on a graphics processor when
there is one. A checkpoint of less than 10 MB is written every few minutes and at the end; the same command goes on from it.
"""

import argparse
import json
import sys
import time
from bisect import bisect_right
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import torch

HERE = Path(__file__).parent
sys.path.append(str(HERE.parents[1] / "training"))

import checkpoints  # noqa: E402
from ahead import ahead  # noqa: E402
from annotated import read_folder, split  # noqa: E402
from evaluate import evaluate  # noqa: E402
from loss import Targets, loss  # noqa: E402
from network import Detector  # noqa: E402
from paste import People  # noqa: E402
from scenes import MOSAIC, Scenes, places, shares  # noqa: E402
from schedule import Stop, rate, write_curve  # noqa: E402
from stock import read  # noqa: E402

EVERY_SECONDS = 240
# From so much of a round on pictures are as the app shows them: whole (Ge et al., *YOLOX*, arXiv 2107.08430, §2.1), and about as large
# (Touvron et al., *Fixing the train-test resolution discrepancy*, arXiv 1906.06423).
CALM_FROM = 0.8


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pictures", type=Path, nargs="+", required=True)
    parser.add_argument("--products", type=Path, help="the Grocery Store Dataset: places without people")
    parser.add_argument("--checkpoint", type=Path, default=HERE / "checkpoint.pt")
    parser.add_argument("--curves", type=Path, default=HERE / "curves.jsonl")
    parser.add_argument("--steps", type=int, nargs="+", default=(2_354, 7_757), help="with which each round of the training ends; the rate falls towards every end")
    parser.add_argument("--minutes", type=float, default=110, help="after which it stops, wherever it is")
    parser.add_argument("--by-the-clock", action="store_true", help="after --steps another round, of as many as --minutes have room for; --steps 0 is that round alone")
    parser.add_argument("--batch", type=int, nargs="+", default=(320, 240), help="pictures of a step of each round")
    parser.add_argument("--rate", type=float, nargs="+", default=(5e-3, 3.5e-3), help="the highest of each round")
    parser.add_argument("--window", type=int, nargs=2, default=(576, 320), help="width and height of what is trained on at once")
    parser.add_argument("--mosaic", type=float, default=MOSAIC, help="chance of four pictures in one, until the last part of a round")
    parser.add_argument("--films", type=float, default=0.2, help="chance of a picture in which only people are labelled")
    parser.add_argument("--report", type=int, default=50, help="steps between two lines of the curves")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    given = arguments()
    begun = last = time.time()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    pictures, held_out = split([picture for folder in given.pictures for picture in read_folder(folder)])
    if given.products:
        pictures += places(given.products)
    print(f"{len(pictures)} pictures, {len(held_out)} held out, on {device}", flush=True)

    network = Detector().to(device, memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(groups(network), lr=given.rate[0], fused=device == "cuda")
    average = checkpoints.MovingAverage(network)
    progress = {"step": 0, "pictures": 0, "seconds": 0.0}
    if given.checkpoint.exists():
        progress = checkpoints.load(given.checkpoint, network, average, optimiser)
        print(f"going on after step {progress['step']}", flush=True)

    chances = torch.from_numpy(shares(pictures, given.films)).float().to(device)
    scenes = Scenes(read(pictures, device), chances, People(given.pictures, device), tuple(given.window), given.seed)
    stop = Stop()
    sums: dict[str, torch.Tensor] = {}
    network.train()

    def done(step: int) -> float:
        """Which part of its round."""
        if given.by_the_clock and step >= given.steps[-1]:
            return (time.time() - begun) / (60 * given.minutes)
        return part_of_round(step, given.steps)

    def of_round(step: int, each: Sequence):
        """What is given for its round; of later ones what is given for the last."""
        return each[min(bisect_right(given.steps, step), len(each) - 1)]

    def make(step: int) -> tuple[torch.Tensor, ...]:
        calm = done(step) >= CALM_FROM
        images, targets = scenes.batch(of_round(step, given.batch), step, 0 if calm else given.mosaic, calm)
        return images, *vars(targets).values()

    supply = ahead(make, count(progress["step"]) if given.by_the_clock else range(progress["step"], given.steps[-1]), device)
    for step, (images, *parts) in supply:
        targets = Targets(*parts)
        for group in optimiser.param_groups:
            group["lr"] = rate(step, done(step), of_round(step, given.rate))
        images = images.contiguous(memory_format=torch.channels_last)
        with torch.autocast(device, torch.bfloat16):
            levels = network.levels(images)
        value, of_parts = loss(levels, targets)
        optimiser.zero_grad(set_to_none=True)
        value.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 10)
        optimiser.step()
        average.update(network)
        progress["step"] += 1
        progress["pictures"] += len(images)
        for name, part in {"loss": value.detach(), **of_parts}.items():
            sums[name] = sums.get(name, 0) + part
        now = time.time()
        if progress["step"] % given.report == 0:
            there = progress | {"seconds": progress["seconds"] + now - begun}
            write_curve(given.curves, there | {"rate": rate(step, done(step), of_round(step, given.rate))}, {name: value.item() for name, value in sums.items()}, given.report)
            sums = {}
            if now - last > EVERY_SECONDS:
                last = now
                checkpoints.save(given.checkpoint, network, average, optimiser, there)
        if stop.asked or now - begun > 60 * given.minutes:
            break
    progress["seconds"] += time.time() - begun
    checkpoints.save(given.checkpoint, network, average, optimiser, progress)
    supply.close()
    print(f"step {progress['step']} of {given.steps[-1]}: {progress['pictures']} pictures in {progress['seconds'] / 3600:.2f} h", flush=True)
    if held_out:
        network.load_state_dict(average.state)
        print(json.dumps(evaluate(network, held_out)), flush=True)


def part_of_round(step: int, ends: Sequence[int]) -> float:
    """Of a training in rounds (Loshchilov and Hutter, *SGDR*, arXiv 1608.03983, §3) that end with the steps `ends`: which part of the one that `step` is in."""
    number = min(bisect_right(ends, step), len(ends) - 1)
    begin = ends[number - 1] if number > 0 else 0
    return (step - begin) / (ends[number] - begin)


def groups(network: torch.nn.Module) -> list[dict]:
    """What is multiplied with decays; what is added does not."""
    heavy, light = [each for each in network.parameters() if each.ndim > 1], [each for each in network.parameters() if each.ndim <= 1]
    return [{"params": heavy, "weight_decay": 0.02}, {"params": light, "weight_decay": 0.0}]


if __name__ == "__main__":
    main()
