"""The stories: what each touches, how it is tested and taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from data_practitioner.documents import ROOT, read_mapping
from data_practitioner.flags import FlagClient, load_definitions

DIRECTORY = ROOT / "stories"


@dataclass(frozen=True)
class Story:
    """One story."""

    id: str
    title: str
    paths: tuple[str, ...]
    tests: tuple[str, ...]
    flags: tuple[str, ...]
    environments: tuple[str, ...]


def load(directory: Path = DIRECTORY) -> list[Story]:
    """Every story, in the order of the files' names."""
    return [_story(path) for path in sorted(directory.glob("*.yml"))]


def _story(path: Path) -> Story:
    document = read_mapping(path)
    return Story(
        id=document["id"],
        title=document["title"],
        paths=tuple(document["paths"]),
        tests=tuple(document["tests"]),
        flags=tuple(document["flags"]),
        environments=tuple(document["rollback"]["environments"]),
    )


def touched(stories: Iterable[Story], paths: Iterable[str]) -> list[str]:
    """The ids of the stories that any of the paths belongs to."""
    changed = list(paths)
    return [
        story.id
        for story in stories
        if any(fnmatchcase(path, glob) for glob in story.paths for path in changed)
    ]


def not_taken_back(story: Story) -> list[str]:
    """The flags of the story that stay on where its rollback says they go off."""
    definitions = load_definitions()
    return [
        f"{flag} in {environment}"
        for environment in story.environments
        for flag in story.flags
        if FlagClient(
            definitions, {"environment": environment, "rollback": story.id}
        ).get_boolean_value(flag, True)
    ]
