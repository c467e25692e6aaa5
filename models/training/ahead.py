"""Makes the next batch while the last one is being learnt from."""

from collections.abc import Callable, Iterable, Iterator
from queue import Queue
from threading import Event, Thread

import torch


def ahead(make: Callable[[int], tuple], numbers: Iterable[int], device: str) -> Iterator[tuple[int, tuple]]:
    """Each number with what `make` gives for it: tensors. On a graphics processor in a thread and a stream of its own, two ahead at most.

    @param make: runs without gradients. What it throws is thrown where the batch would have been.
    """
    if device != "cuda":
        for number in numbers:
            with torch.no_grad():
                batch = make(number)
            yield number, batch
        return
    ready: Queue = Queue(maxsize=2)
    over = Event()
    torch.cuda.synchronize()

    def work() -> None:
        stream = torch.cuda.Stream()
        try:
            with torch.cuda.stream(stream), torch.no_grad():
                for number in numbers:
                    batch = make(number)
                    ready.put((number, batch, stream.record_event()))
                    if over.is_set():
                        return
            ready.put(None)
        except Exception as error:
            ready.put(error)

    worker = Thread(target=work, daemon=True)
    worker.start()
    try:
        while (given := ready.get()) is not None:
            if isinstance(given, Exception):
                raise given
            number, batch, done = given
            here = torch.cuda.current_stream()
            here.wait_event(done)
            for tensor in batch:
                tensor.record_stream(here)
            yield number, batch
    finally:
        over.set()
        while worker.is_alive():
            # It may be waiting for room.
            if not ready.empty():
                ready.get()
            worker.join(0.05)
