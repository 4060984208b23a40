"""Texts that are hard for a scanner of secrets, each of any size: near-misses, encodings in encodings, lines without end.

usage: secret-shapes.py list                    names of the shapes
       secret-shapes.py write NAME SIZE [TREE]  SIZE bytes of one, to standard output; `ordinary` is source code of TREE

Every text ends with a line that holds a key (made up), which a scanner that came that far has found.
"""

import base64
import os
import random
import sys
import urllib.parse
import zlib

# Put together here, so that this file holds none.
PLANTED = b"\nkey = '" + b"AKIA" + b"Z7QX2MWKLT5HVR3N" + b"'\n"
BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
HEX = "0123456789abcdef"
# What tokens of one provider or another begin with, and how long the rest is.
TOKENS = [
    ("ghp_", 36), ("github_pat_", 82), ("glpat-", 20), ("xoxb-", 50), ("sk_live_", 24), ("rk_live_", 24), ("sk-proj-", 74),
    ("sk-ant-api03-", 95), ("AKIA", 16), ("ASIA", 16), ("AIza", 35), ("ya29.", 60), ("npm_", 36), ("pypi-", 100), ("SG.", 66),
    ("dop_v1_", 64), ("hf_", 34), ("shpat_", 32), ("key-", 32), ("EAACEdEose0cBA", 90), ("AGE-SECRET-KEY-1", 58), ("dp.pt.", 43),
    ("hvs.", 90), ("lin_api_", 40), ("sq0csp-", 43), ("NRAK-", 27), ("PMAK-", 59), ("figd_", 40), ("rubygems_", 48), ("pul-", 40),
    ("dckr_pat_", 27), ("tfp_", 59), ("glsa_", 41), ("ATATT3", 180), ("xapp-1-", 80), ("whsec_", 32), ("r8_", 37), ("AC", 32),
]  # fmt: skip
WORDS = (
    "account admin alpha api app backup billing blue build cache client cloud cluster config core daily data db default deploy dev "
    "edge email event export feature file front gateway group host image index internal job key lab legacy list local log mail "
    "main media member metrics mobile model monitor name nightly node notify orders owner page partner payment portal prod proxy "
    "public queue region release report request role root sales sandbox search service session shared site stage stats storage "
    "stream sync system task team test theme ticket token trial update upload user value vault vendor video view web worker zone"
)
NAMES = ["password", "secret", "token", "api_key", "access_key", "client_secret", "auth_token", "pwd", "credential", "private_key"]


def text(count, alphabet=BASE62, seed=0):
    return "".join(random.Random(seed).choices(alphabet, k=count))


def truncated(separator, cut):
    """A cycle of all tokens, each of `cut` characters too few."""
    pieces = [prefix + text(max(0, count - cut), seed=number) for number, (prefix, count) in enumerate(TOKENS)]
    return separator.join(pieces) + separator


def lines(make, count=2_000):
    """So many lines that differ."""
    return "".join(make(number) + "\n" for number in range(count))


def words(number, count):
    """So many words of configurations, others for each number."""
    return random.Random(number).choices(WORDS.split(), k=count)


def varied(make):
    """Lines of which hardly two are alike: as many as there is no remembering of."""
    return lines(lambda number: make(number, random.Random(number)), 20_000)


def piled(encode, depth, start):
    data = start
    for _ in range(depth):
        data = encode(data)
    return data


def base64_lines(data):
    return base64.encodebytes(data)


def base64_line(data):
    return base64.b64encode(data) + b"\n"


def hexadecimal(data):
    return data.hex().encode()


def percent(data):
    return b"".join(b"%%%02X" % byte for byte in data)


def packed(data):
    return zlib.compress(data, 9)


PROSE = ("The quick brown fox jumps over the lazy dog, again and again; password handling is explained in chapter %d.\n" * 40).encode()

# A text that is repeated up to the size that is asked for, or a function of that size.
SHAPES = {
    "percent-escapes": "%41%42%61%5f",
    "percent-line": lambda size: percent(PROSE * (size // len(PROSE) // 3 + 1)),
    "stripe-prefixes": "sk-live_sk_",
    "pem-begins": "-----BEGIN RSA PRIVATE KEY-----\n",
    "pem-begins-line": "-----BEGIN PRIVATE KEY-----",
    "pem-bodies": "-----BEGIN RSA PRIVATE KEY-----\n" + (text(64, seed=3) + "\n") * 24,
    "token-word": "token",
    "token-lines": "token\n",
    "one-letter": "A",
    "zeros": "0",
    "spaces": " ",
    "line-feeds": "\n",
    "separators": "-=_.:/+ \t,;\n",
    "nuls": "\0",
    "kty": '"kty"',
    "kty-json": '{"kty":"RSA","d":""},',
    "jwt-starts": "-eyJ",
    "jwt-run": "eyJ",
    "jwt-halves": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0 ",
    "basic-headers": "authorization: basic ",
    "bearer-headers": "authorization: bearer ",
    "bearer-near": lambda size: lines(lambda n: "Authorization: Bearer " + "word-" * 6 + str(n)),
    "secret-near": lambda size: lines(lambda n: f'secret="my-secret-value-{n}"'),
    "secret-words": 'secret="changeme please"\n',
    "secret-open": 'secret="',
    "password-sign": "password=",
    "password-lines": "password=\n",
    "password-near": lambda size: lines(lambda n: f"password = os.environ['PASSWORD_{n}']"),
    "all-names": lambda size: lines(lambda n: f"{NAMES[n % 10]}: {text(7, 'abcdefg', n)}"),
    "names-quoted": lambda size: lines(lambda n: f'"{NAMES[n % 10]}": "{text(15, seed=n)}",'),
    "hex-escapes": "\\x41",
    "unicode-escapes": "\\u0041\\u0062",
    "entities": "&#65;&quot;",
    "backslashes": "\\",
    "escaped-quotes": '= \\"',
    "url-near": "http://a:b ",
    "url-near-run": "http://a:b",
    "url-login": "https://user:password@host/ ",
    "url-open": lambda size: "postgres://user:" + text(120, seed=1),
    "quotes-open": 'x = "',
    "deep-json": '{"a":[',
    "json-login": '{"user":"u","password":"p"},',
    "prefixes-line": lambda size: "".join(prefix for prefix, _ in TOKENS),
    "prefixes-lines": lambda size: "\n".join(prefix for prefix, _ in TOKENS) + "\n",
    "near-tokens-line": lambda size: truncated(" ", 1),
    "near-tokens-lines": lambda size: truncated("\n", 1),
    "near-tokens-run": lambda size: truncated("", 1),
    "half-tokens-quoted": lambda size: truncated("' '", 12),
    "aws-ids": lambda size: lines(lambda n: "id = AKIA" + text(15, BASE62[:36], n)),
    "aws-run": "AKIA",
    "twilio": lambda size: lines(lambda n: "AC" + text(31, HEX, n)),
    "kty-rsa": '"kty":"RSA",',
    "aws-pairs": lambda size: lines(lambda n: "id = AKIA" + text(16, BASE62[:36], n) + "\nand other words, none of them long\n"),
    "sig": "?sig=",
    "netrc": "machine host login user password ",
    "hex-run": lambda size: text(4096, HEX),
    "base64-random": lambda size: base64_line(random.Random(5).randbytes(size * 3 // 4)),
    "base64-wrapped": lambda size: base64_lines(random.Random(6).randbytes(size * 3 // 4)),
    "base64-text": lambda size: base64_line(PROSE * (size * 3 // 4 // len(PROSE) + 1)),
    "base64-nested": lambda size: piled(base64_line, 8, PROSE * max(1, int(size * 0.75**8) // len(PROSE))),
    "base64-nested-small": lambda size: piled(base64_line, 5, PROSE[:400]),
    "base64-nested-wrapped": lambda size: piled(base64_lines, 6, PROSE * max(1, int(size * 0.72**6) // len(PROSE))),
    "hex-nested": lambda size: piled(hexadecimal, 6, PROSE * max(1, size // 64 // len(PROSE))),
    "percent-nested": lambda size: piled(percent, 4, PROSE[:2000]),
    "packed": lambda size: random.Random(7).randbytes(size),
    "packed-zlib": lambda size: b"".join(packed(PROSE * 3 + bytes([n & 255])) for n in range(size // 200)),
    "utf16-secrets": lambda size: lines(lambda n: f'secret="my-secret-value-{n}"').encode("utf-16-le"),
    "utf16-kty": lambda size: ('"kty"' * 1000).encode("utf-16-le"),
    "nul-between": lambda size: lines(lambda n: f'secret="my-secret-value-{n}"').replace("-", "\0"),
    "allow-comments": "# gate:allow generic-secret x\n",
    "kubernetes": "---\nkind: Secret\ndata:\n  a: YWJjZGVmZ2g=\n",
    "url-encoded-logins": urllib.parse.quote("postgres://user:", safe="") + " ",
    "minified": 'var a=function(b,c){return b.token!==c.password?"x":e.key["secret"]};',
    "varied-secrets": varied(lambda n, r: f'{"_".join(words(n, 2))}_secret: "{"-".join(words(~n, r.randint(2, 5)))}-{n % 900}"'),
    "varied-passwords": varied(lambda n, r: f'{"".join(map(str.title, words(n, 2)))}Password = "{".".join(words(~n, r.randint(2, 4)))}"'),
    "varied-names": varied(lambda n, r: f'{"-".join(words(n, r.randint(1, 3)))}-{r.choice(NAMES)} = {".".join(words(~n, 3))}({n})'),
    "varied-bearers": varied(lambda n, r: f'Authorization: Bearer {r.choice("_-.").join(words(n, r.randint(4, 9)))}'),
    "varied-tokens": varied(lambda n, r: "id: " + TOKENS[n % len(TOKENS)][0] + text(r.randint(1, TOKENS[n % len(TOKENS)][1] - 1), seed=n)),
    "varied-jwts": varied(lambda n, r: "eyJ" + text(r.randint(5, 60), seed=n) + ".eyJ" + text(r.randint(5, 60), seed=~n)),
    "shown-values": lambda size: ('"""\n' + lines(lambda n: f'e.g. password = "{text(20, seed=n)}"'))[:65_536],
    "varied-urls": varied(lambda n, r: f'{r.choice(WORDS.split())}://{"-".join(words(n, 2))}.{r.choice(WORDS.split())}:{r.randint(1, 65535)}/{text(9, seed=n)}'),
    "found": lambda size: lines(lambda n: f'password = "{text(20, seed=n)}"'),
}  # fmt: skip


def ordinary(tree, size):
    taken = bytearray()
    for directory, names, files in os.walk(tree):
        names.sort()
        for name in sorted(files):
            path = os.path.join(directory, name)
            if os.path.islink(path) or not name.endswith((".py", ".c", ".h", ".js", ".rb", ".pm", ".pl", ".go", ".swift")):
                continue
            with open(path, "rb") as file:
                taken += file.read()
            if len(taken) >= size:
                return bytes(taken[:size])
    return bytes((taken * (size // max(1, len(taken)) + 1))[:size])


def content(name, size, tree):
    if name == "ordinary":
        return ordinary(tree, size)
    shape = SHAPES[name]
    unit = shape(size) if callable(shape) else shape
    unit = unit.encode() if isinstance(unit, str) else unit
    return (unit * (size // len(unit) + 1))[:size]


def main(arguments):
    if arguments[:1] == ["list"] and len(arguments) == 1:
        print(*SHAPES, sep="\n")
    elif arguments[:1] == ["write"] and len(arguments) in (3, 4):
        name, size = arguments[1], int(arguments[2])
        planted = PLANTED
        if name.startswith("utf16-"):
            size, planted = size // 2 * 2, PLANTED.decode().encode("utf-16-le")
        sys.stdout.buffer.write(content(name, size, arguments[3] if len(arguments) > 3 else "") + planted)
    else:
        sys.exit(__doc__)


main(sys.argv[1:])
