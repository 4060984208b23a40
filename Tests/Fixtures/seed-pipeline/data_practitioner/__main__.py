"""The commands behind the scripts: identify the stories of a change, try a rollback."""

import sys

from data_practitioner import stories


def identify() -> int:
    """Prints the stories of the NUL-separated paths on standard input."""
    names = sys.stdin.buffer.read().decode("utf-8", "surrogateescape").split("\0")
    for story in stories.touched(stories.load(), filter(None, names)):
        print(story)
    return 0


def rollback(wanted: str) -> int:
    """Says whether every flag of the story goes off when it is rolled back."""
    known = {story.id: story for story in stories.load()}
    if wanted not in known:
        print(f"no story {wanted}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    left = stories.not_taken_back(known[wanted])
    for flag in left:
        print(f"story {wanted}: {flag} stays on", file=sys.stderr)
    return 1 if left else 0


def main(arguments: list[str]) -> int:
    match arguments:
        case ["identify"]:
            return identify()
        case ["rollback", wanted]:
            return rollback(wanted)
    print("usage: identify | rollback STORY", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
