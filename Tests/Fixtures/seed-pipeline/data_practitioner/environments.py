"""The environments: what differs between development, staging and production."""

from dataclasses import dataclass
from pathlib import Path

from data_practitioner.documents import ROOT, read_mapping

DIRECTORY = ROOT / "config" / "environments"
LOG_LEVELS = ("debug", "info", "warning", "error")


@dataclass(frozen=True)
class Environment:
    """One environment, as far as this service cares."""

    name: str
    debug: bool
    log_level: str
    pool_size: int
    cache_ttl: int | None


def names(directory: Path = DIRECTORY) -> list[str]:
    """The environments that have a file, sorted."""
    return sorted(path.stem for path in directory.glob("*.yml"))


def load(name: str, directory: Path = DIRECTORY) -> Environment:
    """The environment called ``name``; ValueError if its file makes no sense."""
    document = read_mapping(directory / f"{name}.yml")
    if document["environment"] != name:
        raise ValueError(f"{name}.yml describes {document['environment']}")
    if document["log_level"] not in LOG_LEVELS:
        raise ValueError(f"{name}.yml: unknown log level {document['log_level']}")
    cache = document["cache"]
    return Environment(
        name=name,
        debug=document["debug"],
        log_level=document["log_level"],
        pool_size=document["database"]["pool_size"],
        cache_ttl=cache["ttl"] if cache["enabled"] else None,
    )
