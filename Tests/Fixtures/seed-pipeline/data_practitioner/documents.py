"""Reads the YAML and JSON documents of the repository."""

from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent


def read_mapping(path: Path) -> dict[str, Any]:
    """The mapping that a YAML (or JSON) file holds."""
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(document, dict):
        raise ValueError(f"{path}: expected a mapping")
    return document
