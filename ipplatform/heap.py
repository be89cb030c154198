"""The garbage collector during a long work: each full round looks at every object that the process holds."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def heap_set_aside() -> Iterator[None]:
    """Leave what exists now out of the collector's rounds until the end of the block.

    A full round over a loaded site takes 0.2 s. In a transaction on SQLite everybody who writes waits for its end
    (docs/benchmarks/imports.md). What is made in the block is collected as ever.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
