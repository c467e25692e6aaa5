"""Trains the embedder, or goes on with it.

    python models/shop-embedder/train/train.py --products DIR --pictures DIR [DIR…] --minutes 60

`--products` is the Grocery Store Dataset, of which the even-numbered classes are trained on; every folder of `--pictures` is one
that `npm run data:render` wrote: people and what they hold, and `products/` when it is there. A checkpoint of less than 10 MB
is written every few minutes and at the end; the same command goes on from it.
"""

import argparse
import json
import sys
import time
from pathlib import Path

import cv2
import torch
from torch.utils.data import DataLoader

HERE = Path(__file__).parent
sys.path.append(str(HERE.parents[1] / "training"))

import checkpoints  # noqa: E402
from annotated import read_folder, split  # noqa: E402
from batches import Batches  # noqa: E402
from evaluate import evaluate  # noqa: E402
from kinds import held_back, keep, kinds_of, sample  # noqa: E402
from loss import loss  # noqa: E402
from network import Embedder  # noqa: E402
from products import read_classes  # noqa: E402
from schedule import Stop, rate, write_curve  # noqa: E402

EVERY_SECONDS = 240


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--products", type=Path, required=True)
    parser.add_argument("--pictures", type=Path, nargs="*", default=[])
    parser.add_argument("--checkpoint", type=Path, default=HERE / "checkpoint.pt")
    parser.add_argument("--curves", type=Path, default=HERE / "curves.jsonl")
    parser.add_argument("--steps", type=int, default=7_000, help="of the whole training; the rate falls towards their end")
    parser.add_argument("--minutes", type=float, default=110, help="after which it stops, wherever it is")
    parser.add_argument("--classes", type=int, default=32, help="in a batch")
    parser.add_argument("--choosing", action="store_true", help="holds back a part of what it trains on and evaluates on that: what a design is chosen by")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--report", type=int, default=50, help="steps between two lines of the curves")
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--keep", action="store_true", help="reads all pictures before it begins: then workers share them")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    given = arguments()
    torch.set_num_threads(given.threads)
    cv2.setNumThreads(1)
    torch.manual_seed(given.seed)
    # The histogram sorts colours by differences of large numbers, which half the digits would mix up.
    torch.backends.cudnn.allow_tf32 = False
    device = "cuda" if torch.cuda.is_available() else "cpu"
    pictures, held_out = split([picture for folder in given.pictures for picture in read_folder(folder)])
    classes, unseen = read_classes(given.products, odd=False), read_classes(given.products, odd=True)
    if given.choosing:
        classes, pictures, unseen, held_out = held_back(classes, pictures)
    kinds = kinds_of(classes, pictures, given.pictures)
    print(", ".join(f"{name}: {len(kind.crops)} with {sum(map(len, kind.crops.values()))} pictures" for name, kind in kinds.items()), flush=True)

    if given.keep:
        keep(kinds.values(), max(given.workers, 1))
    network = Embedder()
    if not given.checkpoint.exists():
        network.histogram.fit(sample(list(kinds.values()), given.seed), given.seed)
    network = network.to(device, memory_format=torch.channels_last)
    learns = [each for each in network.parameters() if each.requires_grad]
    optimiser = torch.optim.AdamW(learns, lr=given.rate, weight_decay=0.02, fused=device == "cuda")
    average = checkpoints.MovingAverage(network)
    progress = {"step": 0, "pictures": 0, "seconds": 0.0}
    if given.checkpoint.exists():
        progress = checkpoints.load(given.checkpoint, network, average, optimiser)
        print(f"going on after step {progress['step']}", flush=True)

    batches = Batches(list(kinds.values()), given.classes, given.seed + progress["step"], max(given.steps - progress["step"], 0))
    begun = last = time.time()
    stop = Stop()
    sums: dict[str, torch.Tensor] = {}
    network.train()
    for images, labels in DataLoader(batches, None, num_workers=given.workers):
        step = progress["step"]
        for group in optimiser.param_groups:
            group["lr"] = rate(step, step / given.steps, given.rate)
        images = images.to(device, torch.float32, memory_format=torch.channels_last)
        with torch.autocast(device, torch.bfloat16):
            learnt = network.learnt(images)
        # Of what is learnt alone: with the histogram in the loss it was worse on what was held back.
        value = loss(learnt, labels.to(device))
        optimiser.zero_grad(set_to_none=True)
        value.backward()
        torch.nn.utils.clip_grad_norm_(learns, 5)
        optimiser.step()
        average.update(network)
        progress["step"] += 1
        progress["pictures"] += len(images)
        sums["loss"] = sums.get("loss", 0) + value.detach()
        now = time.time()
        if progress["step"] % given.report == 0:
            there = progress | {"seconds": progress["seconds"] + now - begun}
            write_curve(given.curves, there | {"rate": rate(step, step / given.steps, given.rate)}, {name: value.item() for name, value in sums.items()}, given.report)
            sums = {}
            if now - last > EVERY_SECONDS:
                last = now
                checkpoints.save(given.checkpoint, network, average, optimiser, there)
        if stop.asked or now - begun > 60 * given.minutes:
            break
    progress["seconds"] += time.time() - begun
    checkpoints.save(given.checkpoint, network, average, optimiser, progress)
    network.load_state_dict(average.state)
    print(f"step {progress['step']} of {given.steps}: {progress['pictures']} pictures in {progress['seconds'] / 3600:.2f} h", flush=True)
    print(json.dumps(evaluate(network, unseen, held_out)), flush=True)


if __name__ == "__main__":
    main()
