"""Plays every issuer of secrets on a loopback port: server.py ANSWERS LOG [CERTIFICATE KEY]

ANSWERS: JSON, {"/HOST/PATH": {"status": 200, "body": "…", "location": "…"}}. What is not there is 404; status 0: none comes.
LOG: a JSON object a line: method, path, headers (names in lower case), body. The first line of output is the port.
"""

import json
import ssl
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

answers, log, *certificate = sys.argv[1:]
lock = threading.Lock()


class Issuers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        record = {
            "method": self.command,
            "path": self.path,
            "headers": {name.lower(): value for name, value in self.headers.items()},
            "body": body.decode(),
        }
        with lock, open(log, "a", encoding="utf-8") as file:
            file.write(json.dumps(record) + "\n")
        with open(answers, encoding="utf-8") as file:
            answer = json.load(file).get(self.path, {"status": 404})
        if answer["status"] == 0:
            threading.Event().wait()
        content = answer.get("body", "{}").encode()
        self.send_response(answer["status"])
        if "location" in answer:
            self.send_header("Location", answer["location"])
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = answer

    def log_message(self, *arguments):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Issuers)
server.daemon_threads = True
if certificate:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    # The handshake belongs to the connection's own thread.
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
print(server.server_address[1], flush=True)
server.serve_forever()
