"""Answers feature-flag questions in the manner of an OpenFeature client."""

from pathlib import Path
from typing import Any

from data_practitioner.documents import ROOT, read_mapping

DIRECTORY = ROOT / "flags"


def load_definitions(directory: Path = DIRECTORY) -> dict[str, Any]:
    """Every flag of every flagd definition file, by key."""
    flags: dict[str, Any] = {}
    for path in sorted(directory.glob("*.flagd.json")):
        flags.update(read_mapping(path)["flags"])
    return flags


def _choose(rule: Any, context: dict[str, Any]) -> Any:
    """The variant that a targeting rule chooses, None where it has nothing to say."""
    if not isinstance(rule, dict) or not rule:
        return rule or None
    operator, operands = next(iter(rule.items()))
    if operator == "var":
        return context.get(operands)
    if operator == "==":
        return _choose(operands[0], context) == _choose(operands[1], context)
    if operator == "in":
        return _choose(operands[0], context) in operands[1]
    if operator == "if":
        chosen = operands[1] if _choose(operands[0], context) else operands[2]
        return _choose(chosen, context)
    return None


class FlagClient:
    """Looks flags up for one evaluation context."""

    def __init__(self, definitions: dict[str, Any], context: dict[str, Any]) -> None:
        self._definitions = definitions
        self._context = context

    def get_boolean_value(self, key: str, fallback: bool) -> bool:
        """The value of a switch."""
        value = self._value(key)
        return value if isinstance(value, bool) else fallback

    def get_integer_value(self, key: str, fallback: int) -> int:
        """The value of a number."""
        value = self._value(key)
        return value if type(value) is int else fallback

    def _value(self, key: str) -> Any:
        definition = self._definitions.get(key)
        if definition is None or definition["state"] != "ENABLED":
            return None
        variant = _choose(definition.get("targeting"), self._context)
        return definition["variants"].get(variant or definition["defaultVariant"])
