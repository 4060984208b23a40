"""The labelled corpus of secret scanning: cases made from templates, the same ones each time.

usage: corpus.py list [tune|held]        one case a line: family, path, text (JSON), what must be found (JSON)
       corpus.py write DIRECTORY [PART]  a file a case under DIRECTORY, and DIRECTORY.jsonl, which says what is in them
       corpus.py count

What a template may hold is in README.md.
"""

import base64
import json
import os
import random
import string
import sys
import uuid
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
PARTS = ("tune", "held")
# How many cases come of a template; of a token, so many shapes are taken.
SHAPES_OF_A_TOKEN = 3
OF_A_POSITIVE = 6
OF_A_NEGATIVE = 28

BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase
ALPHABETS = {
    "b62": string.ascii_letters + string.digits,
    "b36": string.ascii_lowercase + string.digits,
    "B36": string.ascii_uppercase + string.digits,
    "b64": string.ascii_letters + string.digits + "+/",
    "b64u": string.ascii_letters + string.digits + "-_",
    "b32": string.ascii_uppercase + "234567",
    "bech": "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
    "hex": string.digits + "abcdef",
    "HEX": string.digits + "ABCDEF",
    "digits": string.digits,
    "letters": string.ascii_letters,
    "lower": string.ascii_lowercase,
    # What Django and WordPress draw from, less quotes, backslashes and what opens a template.
    "ascii": string.ascii_letters + string.digits + "!@#%^*-_=+,.?|~",
}
# Words that people make passwords of, and names that they give things: other ones in either part.
POOLS = {
    "tune": {
        "pw": [
            "Summer",
            "Winter",
            "Dragon",
            "Monkey",
            "Falcon",
            "Berlin",
            "Madrid",
            "Welcome",
            "Coffee",
            "Hammer",
            "Rocket",
            "Orange",
            "Silver",
            "Tiger",
            "Marlin",
        ],
        "word": [
            "acme",
            "billing",
            "orders",
            "payments",
            "search",
            "media",
            "catalog",
            "inventory",
            "metrics",
            "mailer",
            "gateway",
            "ledger",
            "portal",
            "session",
            "profile",
            "comments",
            "tickets",
            "archive",
            "planner",
        ],
        "user": ["app", "deploy", "svc_orders", "jenkins", "root", "admin", "reporting", "maria", "backup", "webuser"],
        "host": ["db.internal", "10.20.0.14", "db01.corp.net", "mq.acme.io", "cache-3.prod.acme.io", "192.168.4.20"],
    },
    "held": {
        "pw": [
            "Autumn",
            "Spring",
            "Phoenix",
            "Wizard",
            "Eagle",
            "London",
            "Lisbon",
            "Sunshine",
            "Pepper",
            "Anchor",
            "Planet",
            "Yellow",
            "Copper",
            "Panther",
            "Salmon",
        ],
        "word": [
            "globex",
            "shipping",
            "users",
            "invoices",
            "photos",
            "weather",
            "booking",
            "stock",
            "logging",
            "notifier",
            "router",
            "wallet",
            "console",
            "calendar",
            "forum",
            "survey",
            "editor",
            "dispatch",
            "tracker",
        ],
        "user": ["api", "ci", "svc_users", "teamcity", "sa", "dbadmin", "grafana", "peter", "restore", "etl"],
        "host": [
            "pg.internal",
            "10.8.3.77",
            "sql02.corp.local",
            "rabbit.globex.io",
            "cache.prod.globex.io",
            "172.16.9.31",
        ],
    },
}


class Maker:
    """Random, but the same for the same seed."""

    def __init__(self, part, seed):
        self.random = random.Random(f"{part}/{seed}")
        self.pools = POOLS[part]

    def text(self, name, count):
        alphabet = ALPHABETS[name]
        while True:
            text = "".join(self.random.choice(alphabet) for _ in range(count))
            # No scanner can be asked to take a short text without a digit for random.
            if count < 16 or name in ("digits", "letters", "lower", "b32") or any(c.isdigit() for c in text[:-1]):
                return text

    def bytes(self, count):
        return bytes(self.random.randrange(256) for _ in range(count))

    def password(self, symbols):
        word = self.random.choice(self.pools["pw"])
        other = self.random.choice(self.pools["pw"])
        number = str(self.random.randrange(10, 3000))
        sign = self.random.choice(symbols)
        leet = word.replace("e", "3").replace("o", "0")
        return self.random.choice(
            [
                word + number + sign,
                word.lower() + sign + number + other.lower(),
                leet + other + number,
                sign.join([word, other, number]),
                word.lower() + other.lower() + number,
                self.text("b62", 5) + number[:1] + sign + self.text("b62", 4),
            ]
        )

    def uuid(self):
        return str(uuid.UUID(bytes=self.bytes(16), version=4))

    def pem(self, label, lines):
        body = [base64.b64encode(self.der(lines) if at == 0 else self.bytes(48)).decode() for at in range(int(lines))]
        body.append(base64.b64encode(self.bytes(31)).decode())
        if label.startswith("PGP"):
            body[0] = base64.b64encode(b"\x95\x05\x86\x04" + self.bytes(44)).decode()
            body = ["", *body, "=" + self.text("b64", 4)]
        return [f"-----BEGIN {label}-----", *body, f"-----END {label}-----"]

    def der(self, lines):
        # SEQUENCE of the length that follows, then INTEGER 0: so starts every key.
        length = int(lines) * 48 + 31 - 4
        return b"\x30\x82" + length.to_bytes(2, "big") + b"\x02\x01\x00" + self.bytes(41)

    def openssh(self):
        def field(data):
            return len(data).to_bytes(4, "big") + data

        public = field(b"ssh-ed25519") + field(self.bytes(32))
        check = self.bytes(4)
        private = check + check + public + field(self.bytes(64)) + field(b"user@host")
        private += bytes(range(1, 9))[: -len(private) % 8]
        data = b"openssh-key-v1\0" + field(b"none") + field(b"none") + field(b"") + (1).to_bytes(4, "big")
        data += field(public) + field(private)
        text = base64.b64encode(data).decode()
        lines = [text[at : at + 70] for at in range(0, len(text), 70)]
        label = "OPENSSH PRIVATE KEY"
        return "\n".join([f"-----BEGIN {label}-----", *lines, f"-----END {label}-----"])

    def putty(self):
        def lines(count):
            return "\n".join(base64.b64encode(self.bytes(48)).decode() for _ in range(count))

        return (
            "PuTTY-User" + "-Key-File-3: ssh-rsa\nEncryption: none\nComment: rsa-key\nPublic-Lines: 6\n"
            f"{lines(6)}\nPrivate-Lines: 14\n{lines(14)}\nPrivate-MAC: {self.text('hex', 64)}"
        )

    def jwt(self):
        header = {"alg": self.random.choice(["HS256", "RS256", "ES256"]), "typ": "JWT"}
        payload = {"sub": self.random.choice(self.pools["user"]), "iss": "https://id.acme.io", "iat": 1_700_000_000}
        payload["jti"] = self.text("hex", 16)
        if self.random.random() < 0.5:
            payload["exp"] = 1_900_000_000
        parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in (header, payload)]
        return ".".join([*parts, self.text("b64u", 43)])

    def nkey(self):
        # The seed's prefix and the user's share two bytes (nats-io/nkeys).
        seed, user = 18 << 3, 20 << 3
        data = bytes([seed | user >> 5, (user & 31) << 3]) + self.bytes(32)
        crc = 0
        for byte in data:
            crc ^= byte << 8
            for _ in range(8):
                crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
        return base64.b32encode(data + crc.to_bytes(2, "little")).decode().rstrip("=")

    def call(self, name, argument):
        if name == "":
            return ""
        if name in ALPHABETS:
            return self.text(name, int(argument))
        if name in ("word", "user", "host"):
            return self.random.choice(self.pools[name])
        if name == "b64e":
            return base64.b64encode(argument.encode()).decode()
        if name == "b64of":
            return base64.b64encode(self.bytes(int(argument))).decode()
        if name == "crc62":
            value, digits = zlib.crc32(argument[4:].encode()), ""
            for _ in range(6):
                value, digit = divmod(value, 62)
                digits = BASE62[digit] + digits
            return argument + digits
        if name == "crchex":
            return f"{argument}{zlib.crc32(argument.encode()):08X}"
        if name == "pem":
            return "\n".join(self.pem(*argument.split(":")))
        if name == "pemline":
            return "\\n".join(self.pem(*argument.split(":"))) + "\\n"
        if name == "pemindent":
            return "\n    ".join(self.pem(*argument.split(":")))
        if name == "pemindent2":
            return "\n  ".join(self.pem(*argument.split(":")))
        simple = {
            "Word": lambda: self.random.choice(self.pools["word"]).capitalize(),
            "N": lambda: self.random.choice(self.pools["word"]).upper(),
            "pw": lambda: self.password("!#%*+-_."),
            "pwu": lambda: self.password("!*-_."),
            "uuid": self.uuid,
            "UUID": lambda: self.uuid().upper(),
            "ver": lambda: ".".join(str(self.random.randrange(30)) for _ in range(3)),
            "openssh": self.openssh,
            "ppk": self.putty,
            "jwt": self.jwt,
            "nkey": self.nkey,
        }
        return simple[name]()

    def expand(self, template):
        """What `template` stands for; the innermost gaps first."""
        while (end := template.find("⟩")) >= 0:
            start = template.rindex("⟨", 0, end)
            name, _, argument = template[start + 1 : end].partition(":")
            template = template[:start] + self.call(name, argument) + template[end + 1 :]
        return template.replace("⏎", "\n")


def rows(*path):
    with open(os.path.join(HERE, *path), encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("# "):
                yield line.rstrip("\n").split("\t", line.count("\t") if path[-1] == "tokens.tsv" else 2)


def named(shape, name):
    words = name.lower().split("_")
    camel = words[0] + "".join(word.capitalize() for word in words[1:])
    return shape.replace("⟨NAME⟩", name).replace("⟨name⟩", name.lower()).replace("⟨camel⟩", camel)


def templates(part):
    """(family, path, template, how many cases)"""
    shapes = list(rows(part, "shapes.tsv"))
    at = 0
    for family, kind, name, token in rows("tokens.tsv"):
        fitting = [shape for shape in shapes if kind == "free" or shape[0] == "any"]
        for _ in range(SHAPES_OF_A_TOKEN):
            _, path, text = fitting[at * 7 % len(fitting)]
            at += 1
            yield family, path, named(text, name).replace("⟨T⟩", token), 1
    for family, path, text in rows(part, "positives.tsv"):
        yield family, path, text, OF_A_POSITIVE
    for family, path, text in rows(part, "negatives.tsv"):
        yield "clean-" + family, path, text, OF_A_NEGATIVE


def cases(part):
    """(family, path, text, [what must be found])"""
    seen = set()
    for number, (family, path, template, count) in enumerate(templates(part)):
        for copy in range(count):
            marked = Maker(part, f"{number}/{copy}").expand(template)
            text, secrets = "", []
            for piece in marked.split("«"):
                secret, close, rest = piece.partition("»")
                if close:
                    secrets.append([len(text), len(text) + len(secret)])
                text += secret + rest if close else piece
            # A template without gaps is one case.
            if (path, text) not in seen:
                seen.add((path, text))
                yield family, path, text if text.endswith("\n") else text + "\n", secrets


def write(directory, parts):
    with open(directory + ".jsonl", "w", encoding="utf-8") as index:
        for part in parts:
            for number, (family, path, text, secrets) in enumerate(cases(part)):
                place = f"{part}/{number // 100:03}/{number % 100:02}/{path}"
                file_path = os.path.join(directory, place)
                os.makedirs(os.path.dirname(file_path), exist_ok=True)
                with open(file_path, "w", encoding="utf-8", newline="") as file:
                    file.write(text)
                row = {"part": part, "family": family, "path": place, "secrets": [text[a:b] for a, b in secrets]}
                row["lines"] = [[text.count("\n", 0, a) + 1, text.count("\n", 0, b) + 1] for a, b in secrets]
                index.write(json.dumps(row, ensure_ascii=False) + "\n")


def main(arguments):
    match arguments:
        case ["list", *parts]:
            for part in parts or PARTS:
                for family, path, text, secrets in cases(part):
                    print(family, path, json.dumps(text), json.dumps(secrets), sep="\t")
        case ["write", directory, *parts]:
            write(directory, parts or PARTS)
        case ["count"]:
            for part in PARTS:
                made = list(cases(part))
                print(
                    part,
                    sum(1 for case in made if case[3]),
                    "positive,",
                    sum(1 for case in made if not case[3]),
                    "negative",
                )
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
