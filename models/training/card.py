"""Puts measured figures into a model's card, between two marks, with the command that measured them."""

import sys
from pathlib import Path

import torch

BEGIN, END = "<!-- measured -->", "<!-- /measured -->"


def fill(card: Path, rows: list[tuple[str, str]], checkpoint: Path) -> None:
    """@param rows: what was measured and the figure, as they are to be read."""
    progress = torch.load(checkpoint, map_location="cpu", weights_only=True)["progress"]
    training = f"{progress['step']} steps, {progress['pictures']} pictures shown, {progress['seconds'] / 3600:.2f} hours by the clock"
    lines = ["| what | figure |", "|---|---|", f"| training so far | {training} |", *(f"| {what} | {figure} |" for what, figure in rows)]
    # Folders of pictures have names of their own everywhere.
    command = " ".join(["python", *(each if each.startswith("--") or "/" not in each or "models/" in each else "DIR" for each in sys.argv)])
    before, _, rest = card.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    card.write_text(f"{before}{BEGIN}\n\n" + "\n".join(lines) + f"\n\nWritten by `{command}`.\n\n{END}{after}")
