"""Cuts the work of a run into batches."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from data_practitioner.flags import FlagClient

Item = TypeVar("Item")

DEFAULT_SIZE = 50
WORKERS = 4


def batches(items: Sequence[Item], flags: FlagClient) -> Iterator[Sequence[Item]]:
    """The items in order, cut as the flags say; nothing at all in read-only mode."""
    if flags.get_boolean_value("read-only-mode", True):
        return
    size = max(1, flags.get_integer_value("batch-size", DEFAULT_SIZE))
    for start in range(0, len(items), size):
        yield items[start : start + size]


def workers(flags: FlagClient) -> int:
    """How many batches may be worked through at once."""
    return WORKERS if flags.get_boolean_value("parallel-batches", False) else 1
