from data_practitioner.batches import WORKERS, batches, workers
from data_practitioner.flags import FlagClient, load_definitions


def client(size: int, read_only: bool = False) -> FlagClient:
    def flag(value):
        return {"state": "ENABLED", "variants": {"v": value}, "defaultVariant": "v"}

    return FlagClient({"batch-size": flag(size), "read-only-mode": flag(read_only)}, {})


def test_the_last_batch_is_what_is_left():
    assert list(batches([1, 2, 3, 4, 5], client(2))) == [[1, 2], [3, 4], [5]]


def test_a_size_that_makes_no_sense_still_makes_progress():
    assert list(batches([1, 2], client(0))) == [[1], [2]]


def test_read_only_mode_does_nothing():
    assert list(batches([1, 2], client(2, read_only=True))) == []


def test_batches_go_side_by_side_in_development_only():
    definitions = load_definitions()
    development = FlagClient(definitions, {"environment": "development"})
    production = FlagClient(definitions, {"environment": "production"})
    assert (workers(development), workers(production)) == (WORKERS, 1)
