"""A server of the Bazel HTTP cache protocol as strict as bazel-remote: it takes no file under a name that is not its digest, no
result that is not an ActionResult of the Remote Execution API, and hides results whose files it does not have.

usage: server.py [USER:PASSWORD]    serves on a free port of 127.0.0.1, which is the first line of its output
"""

import base64
import hashlib
import http.server
import re
import sys

PATH = re.compile(r"^/(?:.*/)?(ac|cas)/([a-f0-9]{64})$")
FILES = {}
RESULTS = {}
CREDENTIAL = base64.b64encode(sys.argv[1].encode()).decode() if len(sys.argv) > 1 else None


def varint(data, start):
    value = shift = 0
    while True:
        byte = data[start]
        start += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, start
        if shift > 63:
            raise ValueError("a number without end")


def fields(data):
    """The fields of a message, as numbers and values."""
    start = 0
    while start < len(data):
        tag, start = varint(data, start)
        if tag & 7 == 0:
            value, start = varint(data, start)
        elif tag & 7 == 2:
            size, start = varint(data, start)
            value, start = data[start : start + size], start + size
            if start > len(data):
                raise ValueError("a field without end")
        else:
            raise ValueError("a type that an ActionResult has not")
        yield tag >> 3, value


def output_files(data):
    """The digest, size and inlined contents of each output file of an ActionResult."""
    for number, value in fields(data):
        if number != 2:
            raise ValueError("field %d" % number)
        file = dict(fields(value))
        if not file[1].decode():
            raise ValueError("a file without path")
        digest = dict(fields(file[2]))
        name, size = digest[1].decode(), digest.get(2, 0)
        if not re.fullmatch("[a-f0-9]{64}", name):
            raise ValueError("a digest that is none")
        contents = file.get(5)
        if contents is not None and (len(contents) != size or hashlib.sha256(contents).hexdigest() != name):
            raise ValueError("contents that are not what the digest says")
        yield name, size


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        name = self.name()
        if not name:
            return
        kind, digest = name
        data = (FILES if kind == "cas" else RESULTS).get(digest)
        if kind == "ac" and data and any(len(FILES.get(n, b"")) != s for n, s in output_files(data)):
            data = None
        self.answer(200 if data is not None else 404, data or b"")

    def do_PUT(self):
        length = self.headers.get("Content-Length")
        if length is None:
            self.close_connection = True
            return self.answer(400)
        data = self.rfile.read(int(length))
        name = self.name()
        if not name:
            return
        kind, digest = name
        if CREDENTIAL and self.headers.get("Authorization") != "Basic " + CREDENTIAL:
            return self.answer(401)
        if kind == "cas":
            if hashlib.sha256(data).hexdigest() != digest:
                return self.answer(400)
            FILES[digest] = data
        else:
            try:
                if not list(output_files(data)):
                    return self.answer(400)
            except (ValueError, IndexError, KeyError, UnicodeDecodeError):
                return self.answer(400)
            RESULTS[digest] = data
        self.answer(200)

    def name(self):
        found = PATH.match(self.path)
        if not found:
            self.answer(400)
        return found and found.groups()

    def answer(self, status, data=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


server = Server(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
