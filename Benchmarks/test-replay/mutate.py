"""Random faults for Python modules: one at a time, each a change that a person might make."""

from __future__ import annotations

import ast
import random
from dataclasses import dataclass


@dataclass
class Mutation:
    kind: str
    # The rest of a sentence that begins with the module's path.
    what: str
    # None where the module is deleted or renamed.
    text: bytes | None = None
    renamed: bool = False


# How often each kind is tried, where the module has a place for it.
WEIGHTS = {
    "body": 18,
    "condition": 12,
    "literal": 10,
    "constant": 14,
    "attribute": 12,
    "default": 6,
    "raise": 10,
    "deleted function": 10,
    "deleted module": 4,
    "renamed module": 4,
}


class Editor:
    """Replaces parts of a text that are given by the places of its syntax tree."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        self.lines = text.splitlines(keepends=True)
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line))

    def replace(self, node: ast.AST, new: str) -> bytes:
        start = self.starts[node.lineno - 1] + node.col_offset
        end = self.starts[node.end_lineno - 1] + node.end_col_offset
        return self.text[:start] + new.encode() + self.text[end:]

    def replace_lines(self, first: int, last: int, new: str) -> bytes:
        return self.text[: self.starts[first - 1]] + new.encode() + self.text[self.starts[last] :]


def mutate(text: bytes, rng: random.Random) -> Mutation | None:
    """One fault for the module, None where it has no place for the kind that was drawn."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return None
    kind = rng.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    if kind == "deleted module":
        return Mutation(kind, "is deleted")
    if kind == "renamed module":
        return Mutation(kind, "has another name", renamed=True)
    places = list(PLACES[kind](tree))
    if not places:
        return None
    node = rng.choice(places)
    changed = EDITS[kind](Editor(text), node)
    if changed is None or changed[0] == text:
        return None
    try:
        ast.parse(changed[0])
    except SyntaxError:
        return None
    return Mutation(kind, f"line {node.lineno}: {changed[1]}", changed[0])


def functions(tree: ast.AST):
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.body[0].lineno > node.lineno:
            yield node


def literals(statements):
    """The plain values that are assigned in a list of statements, right or within a list, tuple or dictionary."""
    for statement in statements:
        if isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement.value is not None:
            for node in ast.walk(statement.value):
                if is_literal(node):
                    yield node


def is_literal(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, (bool, int, float, str))


def conditions(tree: ast.AST):
    for function in functions(tree):
        for node in ast.walk(function):
            if isinstance(node, (ast.If, ast.While, ast.IfExp)):
                yield node.test


def body_literals(tree: ast.AST):
    for function in functions(tree):
        for statement in function.body[1:]:
            yield from (node for node in ast.walk(statement) if is_literal(node))


def class_literals(tree: ast.AST):
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield from literals(node.body)


def defaults(tree: ast.AST):
    for function in functions(tree):
        arguments = function.args
        yield from (
            node for node in arguments.defaults + arguments.kw_defaults if node is not None and is_literal(node)
        )


PLACES = {
    "body": functions,
    "condition": conditions,
    "literal": body_literals,
    "constant": lambda tree: literals(tree.body),
    "attribute": class_literals,
    "default": defaults,
    "raise": functions,
    "deleted function": functions,
}


def indentation(node: ast.AST) -> str:
    return " " * node.col_offset


def other_value(editor: Editor, node: ast.Constant):
    value = node.value
    if isinstance(value, bool):
        other = not value
    elif isinstance(value, (int, float)):
        other = value + 1
    else:
        other = value + "x"
    return editor.replace(node, repr(other)), f"{value!r:.30} is {other!r:.30}"


def without_body(editor: Editor, node):
    first, last = node.body[0], node.body[-1]
    return (
        editor.replace_lines(first.lineno, last.end_lineno, indentation(first) + "return None\n"),
        f"{node.name} does nothing",
    )


def raising(editor: Editor, node):
    first = node.body[0]
    return (
        editor.replace_lines(first.lineno, first.lineno - 1, indentation(first) + 'raise RuntimeError("replay")\n'),
        f"{node.name} raises",
    )


def without_function(editor: Editor, node):
    start = min([node.lineno] + [decorator.lineno for decorator in node.decorator_list])
    return editor.replace_lines(start, node.end_lineno, indentation(node) + "pass\n"), f"{node.name} is gone"


def negated(editor: Editor, node):
    start = editor.starts[node.lineno - 1] + node.col_offset
    end = editor.starts[node.end_lineno - 1] + node.end_col_offset
    return editor.replace(node, "(not (" + editor.text[start:end].decode() + "))"), "a condition is the other way round"


EDITS = {
    "body": without_body,
    "condition": negated,
    "literal": other_value,
    "constant": other_value,
    "attribute": other_value,
    "default": other_value,
    "raise": raising,
    "deleted function": without_function,
}
