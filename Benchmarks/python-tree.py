"""Writes a tree of Python modules, and a test for every four of them, with imports and sizes as real projects have them.

usage: python-tree.py DIRECTORY MODULES    (the same tree for the same number)
"""

import os
import random
import sys

WORDS = "load store parse render merge find count order price user account event queue token cache field model view form"
WORDS = WORDS.split()
STANDARD = "os sys re json logging datetime collections functools itertools typing pathlib dataclasses".split()
#: How many modules lie in a package.
PACKAGE = 20
#: How many modules lie between a module and what it imports, on average.
DISTANCE = 60


def body(size):
    """Functions of so many bytes, with the strings, comments and docstrings of ordinary code."""
    text, length = [], 0
    while length < size:
        verb, noun = random.choice(WORDS), random.choice(WORDS)
        text.append(
            f'def {verb}_{noun}_{len(text)}(value, *, limit=100, key="{noun}"):\n'
            f'    """{verb.capitalize()} the {noun} of a value.\n\n    :param value: what it\'s about\n    """\n'
            f"    # The {noun} isn't known yet.\n"
            f"    result = {{}}\n"
            f"    for index, item in enumerate(value.{noun}s):\n"
            f"        if item is None or index > limit:\n"
            f"            continue\n"
            f'        result[f"{verb}-{{index}}"] = item.{verb}(key, "{noun}_{verb}", mode=\'strict\')\n'
            f'        logger.debug("%s has %d {noun}s", item, len(result))\n'
            f"    return result\n"
        )
        length += len(text[-1])
    return "\n\n".join(text)


def write(path, lines, size=0):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "w") as file:
        file.write("\n".join(lines) + "\n\n\n" + body(size))


def imports(package, other_package, other):
    """One line that imports the module `other` from a module of `package`."""
    dotted = other_package.replace("/", ".")
    if other == "__init__":
        return f"import {dotted}"
    if other_package == package:
        return f"from .{other} import {random.choice(WORDS)}, {random.choice(WORDS)}"
    return random.choice([f"from {dotted} import {other}", f"from {dotted}.{other} import {random.choice(WORDS)} as it"])


def module_list(count):
    modules = []
    for number in range(count):
        package = f"app/area{number // 400:03}/part{number // PACKAGE:04}"
        modules.append((package, "__init__" if number % PACKAGE == 0 else f"module{number}"))
    return modules


def main(root, count):
    random.seed(6)
    os.makedirs(root, exist_ok=True)
    os.chdir(root)
    tests = count // 5
    modules = module_list(count - tests)
    for place, (package, name) in enumerate(modules):
        lines = ['"""A module."""'] + [f"import {random.choice(STANDARD)}" for _ in range(4)]
        if name == "__init__":
            write(f"{package}/{name}.py", lines, 300)
            continue
        for _ in range(random.randint(1, 6)):
            # What came before, mostly near: layers, as projects have them.
            other = max(0, place - int(random.expovariate(1 / DISTANCE)) - 1)
            lines.append(imports(package, *modules[other]))
        if random.random() < 0.02:
            write(f"{package}/data/{name}.json", ["{}"])
            lines.append(f'DATA = pathlib.Path(__file__).parent / "data" / "{name}.json"')
        write(f"{package}/{name}.py", lines + ["", "logger = logging.getLogger(__name__)"], random.randint(2500, 7500))
    for number in range(tests):
        lines = ["from unittest import mock", "", "import pytest", ""]
        for _ in range(random.randint(1, 3)):
            package, name = random.choice(modules)
            lines.append(imports("tests", package, name))
        target = f"{package.replace('/', '.')}.{name}"
        lines += ["", "", f'@mock.patch("{target}.load")', "def test_it(load):", "    pass"]
        write(f"tests/area{number // 100:03}/test_module{number}.py", lines, random.randint(2500, 7500))
    write("tests/conftest.py", ["import pytest"])
    write("pyproject.toml", ["[project]", 'name = "app"'])


main(sys.argv[1], int(sys.argv[2]))
