"""What a training goes on from: weights, their moving average, the optimiser and how far it is, in at most 10 MB."""

import os
from pathlib import Path

import torch
from torch import nn

LARGEST = 10_000_000


class MovingAverage:
    """Of weights, which is what is shipped (Polyak and Juditsky 1992); young averages follow faster."""

    def __init__(self, module: nn.Module, decay: float = 0.999):
        self.decay, self.steps = decay, 0
        self.state = {name: value.detach().clone() for name, value in module.state_dict().items()}

    def update(self, module: nn.Module) -> None:
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        new = module.state_dict()
        bent = [name for name, value in new.items() if value.dtype.is_floating_point]
        with torch.no_grad():
            torch._foreach_lerp_([self.state[name] for name in bent], [new[name] for name in bent], 1 - decay)
            for name in new.keys() - set(bent):
                self.state[name].copy_(new[name])


def save(path: Path, module: nn.Module, average: MovingAverage, optimiser: torch.optim.Optimizer, progress: dict) -> None:
    """Whole or not at all. The optimiser's moments are kept in half the width: a step with them differs by noise."""
    state = {
        "module": module.state_dict(),
        "average": average.state,
        "average_steps": average.steps,
        "optimiser": narrowed(optimiser.state_dict()),
        "progress": progress,
    }
    beside = path.with_suffix(".part")
    torch.save(state, beside)
    if beside.stat().st_size > LARGEST:
        raise SystemExit(f"{path} would have {beside.stat().st_size} bytes; a checkpoint has at most {LARGEST}.")
    os.replace(beside, path)


def load(path: Path, module: nn.Module, average: MovingAverage, optimiser: torch.optim.Optimizer) -> dict:
    """Goes on from `path`. Returns the progress that was saved."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    module.load_state_dict(state["module"])
    average.state = {name: value.to(average.state[name].device) for name, value in state["average"].items()}
    average.steps = state["average_steps"]
    optimiser.load_state_dict(widened(state["optimiser"]))
    return state["progress"]


def narrowed(state):
    return converted(state, torch.float32, torch.bfloat16)


def widened(state):
    return converted(state, torch.bfloat16, torch.float32)


def converted(value, given: torch.dtype, wanted: torch.dtype):
    if isinstance(value, torch.Tensor):
        return value.to(wanted) if value.dtype == given and value.numel() > 1 else value
    if isinstance(value, dict):
        return {key: converted(each, given, wanted) for key, each in value.items()}
    return [converted(each, given, wanted) for each in value] if isinstance(value, list) else value
