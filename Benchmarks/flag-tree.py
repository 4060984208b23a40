#!/usr/bin/env python3
"""Writes a tree of source code that asks for feature flags, and the flags.

usage: flag-tree.py DIRECTORY FILES FLAGS

FILES files of about 4 KB in ten languages, a thousand to a directory's subtree; FLAGS flags in flagd's format in
flags/*.json, a thousand to a file. Each flag is asked for in one or two files by its key, a tenth of them through a
constant; one file in twenty speaks of features and flags that are none. keys.txt has the keys, for tools that search.
"""
import json
import os
import random
import sys

WORDS = """account address amount archive batch billing buffer cache campaign cart catalog channel client config contact
context currency customer delivery detail discount document domain driver engine entry event export factory field filter
folder format gateway group handler header import index input invoice item job journal label ledger level license limit
link list locale logger manager market member message method model module network node notice object offer option order
output owner package page parser partner path payment period permission phone plan policy price process product profile
project provider queue quota range rate record region registry report request resource response result review role route
rule sample schedule schema scope search section segment server service session setting shipment signal source stage
state status step stock storage stream subject summary supplier table target task tax team template term ticket token
topic total tracker transfer trigger type unit update upload user vendor version view volume wallet widget window worker
zone""".split()

# For each language: the name's ending, the beginning of a file, a comment, a function, and how a flag is asked for.
LANGUAGES = [
    ("py", "from openfeature import api\n\nclient = api.get_client()\n", "# ",
     "def {a}_{b}({c}, {d}=None):\n    {e} = {c}.{f}({d}, {n})\n    if {e} is None:\n        raise ValueError(\"{g} {h}\")\n"
     "    return [{i} for {i} in {e} if {i}.{j}]\n",
     "{v} = client.get_boolean_value({key}, False)\n", "{name} = {key}\n"),
    ("ts", "import {{ client }} from '../openfeature';\n\n", "// ",
     "export function {a}{B}({c}: {C}, {d}?: {D}): {E}[] {{\n  const {e} = {c}.{f}({d}, {n});\n  if (!{e}) {{\n"
     "    throw new Error('{g} {h}');\n  }}\n  return {e}.filter(({i}) => {i}.{j} !== null);\n}}\n",
     "const {v} = await client.getBooleanValue({key}, false);\n", "const {name} = {key};\n"),
    ("go", "package main\n\nimport \"github.com/open-feature/go-sdk/openfeature\"\n\n", "// ",
     "func {A}{B}({c} *{C}, {d} int) ([]{E}, error) {{\n\t{e}, err := {c}.{F}({d}, {n})\n\tif err != nil {{\n"
     "\t\treturn nil, fmt.Errorf(\"{g} {h}: %w\", err)\n\t}}\n\treturn {e}.{J}(), nil\n}}\n",
     "var {v}, _ = client.BooleanValue(ctx, {key}, false, evalCtx)\n", "const {name} = {key}\n"),
    ("java", "package com.example;\n\nimport dev.openfeature.sdk.Client;\n\n", "// ",
     "  public List<{E}> {a}{B}({C} {c}, int {d}) {{\n    var {e} = {c}.{f}({d}, {n});\n    if ({e} == null) {{\n"
     "      throw new IllegalStateException(\"{g} {h}\");\n    }}\n    return {e}.stream().map({I}::{j}).toList();\n  }}\n",
     "  boolean {v} = client.getBooleanValue({key}, false);\n", "  static final String {name} = {key};\n"),
    ("kt", "package com.example\n\nimport dev.openfeature.kotlin.sdk.Client\n\n", "// ",
     "fun {a}{B}({c}: {C}, {d}: Int): List<{E}> {{\n  val {e} = {c}.{f}({d}, {n}) ?: error(\"{g} {h}\")\n"
     "  return {e}.filter {{ it.{j} != null }}\n}}\n",
     "val {v} = client.getBooleanValue({key}, false)\n", "const val {name} = {key}\n"),
    ("swift", "import OpenFeature\n\n", "// ",
     "func {a}{B}(_ {c}: {C}, {d}: Int) throws -> [{E}] {{\n  guard let {e} = {c}.{f}({d}, {n}) else {{\n"
     "    throw Failure(\"{g} {h}\")\n  }}\n  return {e}.filter {{ $0.{j} != nil }}\n}}\n",
     "let {v} = client.getBooleanValue(key: {key}, defaultValue: false)\n", "let {name} = {key}\n"),
    ("cs", "using OpenFeature;\n\nnamespace Example;\n\n", "// ",
     "  public List<{E}> {A}{B}({C} {c}, int {d}) {{\n    var {e} = {c}.{F}({d}, {n});\n    if ({e} == null)\n"
     "      throw new InvalidOperationException(\"{g} {h}\");\n    return {e}.Where({i} => {i}.{J}).ToList();\n  }}\n",
     "  bool {v} = await client.GetBooleanValueAsync({key}, false);\n", "  const string {name} = {key};\n"),
    ("rb", "require 'openfeature/sdk'\n\n", "# ",
     "def {a}_{b}({c}, {d} = nil)\n  {e} = {c}.{f}({d}, {n})\n  raise ArgumentError, '{g} {h}' if {e}.nil?\n"
     "  {e}.select {{ |{i}| {i}.{j} }}\nend\n",
     "{v} = client.fetch_boolean_value(flag_key: {key}, default_value: false)\n", "{name} = {key}\n"),
    ("php", "<?php\nuse OpenFeature\\OpenFeatureAPI;\n\n", "// ",
     "function {a}{B}({C} ${c}, int ${d}): array {{\n  ${e} = ${c}->{f}(${d}, {n});\n  if (${e} === null) {{\n"
     "    throw new RuntimeException('{g} {h}');\n  }}\n  return array_filter(${e}, fn(${i}) => ${i}->{j});\n}}\n",
     "${v} = $client->getBooleanValue({key}, false);\n", "const {name} = {key};\n"),
    ("rs", "use open_feature::OpenFeature;\n\n", "// ",
     "pub fn {a}_{b}({c}: &{C}, {d}: u32) -> Result<Vec<{E}>, Error> {{\n    let {e} = {c}.{f}({d}, {n})?;\n"
     "    if {e}.is_empty() {{\n        return Err(Error::new(\"{g} {h}\"));\n    }}\n"
     "    Ok({e}.into_iter().filter(|{i}| {i}.{j}.is_some()).collect())\n}}\n",
     "let {v} = client.get_bool_value({key}, None, None).await;\n", "const {name}: &str = {key};\n"),
]


def body(language, rng, size):
    comment, function = language[2], language[3]
    parts, length = [], 0
    while length < size:
        names = dict(zip("abcdefghij", rng.choices(WORDS, k=10)))
        names |= {letter.upper(): word.capitalize() for letter, word in names.items()}
        text = comment + " ".join(rng.choices(WORDS, k=9)) + "\n" + function.format(n=rng.randrange(999), **names) + "\n"
        parts.append(text)
        length += len(text)
    return parts


def main():
    root, file_count, flag_count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    rng = random.Random(7)
    keys = set()
    while len(keys) < flag_count:
        keys.add("-".join(rng.sample(WORDS, 3)))
    keys = sorted(keys)
    users = {}
    for key in keys:
        for number in rng.sample(range(file_count), rng.choice((1, 1, 2))):
            users.setdefault(number, []).append(key)
    for number in range(file_count):
        language = LANGUAGES[number % len(LANGUAGES)]
        parts = body(language, rng, 1500 + rng.randrange(5000))
        head = language[1].format() if number in users else language[1].format().split("\n")[0] + "\n\n"
        if number not in users:
            head = "<?php\n" if language[0] == "php" else ""
        if number % 20 == 0:
            parts.insert(1, language[2] + "a feature that takes a flag\n")
        for place, key in enumerate(users.get(number, [])):
            quoted = f'"{key}"'
            if rng.random() < 0.1:
                name = key.replace("-", "_").upper()
                parts.insert(0, language[5].format(name=name, key=quoted))
                quoted = name
            parts.insert(rng.randrange(1, len(parts)), language[4].format(v=f"on{place}", key=quoted))
        directory = os.path.join(root, f"area{number // 10000:02}", f"part{number // 1000 % 10}", f"unit{number // 50 % 20:02}")
        os.makedirs(directory, exist_ok=True)
        with open(os.path.join(directory, f"file{number}.{language[0]}"), "w") as file:
            file.write(head + "".join(parts))
    os.makedirs(os.path.join(root, "flags"), exist_ok=True)
    for start in range(0, flag_count, 1000):
        flags = {
            key: {"state": "ENABLED", "variants": {"on": True, "off": False}, "defaultVariant": "off"}
            for key in keys[start:start + 1000]
        }
        with open(os.path.join(root, "flags", f"flags{start // 1000:02}.json"), "w") as file:
            json.dump({"flags": flags}, file, indent=2)
    with open(os.path.join(root, "keys.txt"), "w") as file:
        file.write("\n".join(keys) + "\n")


main()
