"""The scripts with the real interpreters, against nothing outside this machine."""

import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"]


def run(script: str, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess:
    return subprocess.run(
        [ROOT / "scripts" / script, *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": TOOLS, "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
        timeout=60,
    )


def test_the_stories_of_a_change_are_named():
    paths = "src/story-digest.js\0data_practitioner/batches.py\0a file.txt\0"
    result = run("identify-story.sh", "-", stdin=paths)
    assert (result.returncode, result.stdout.split()) == (0, ["1.1", "1.2"])


@pytest.mark.parametrize("story", ["1.1", "1.2"])
def test_every_story_can_be_rolled_back(story):
    result = run("test-rollback.sh", story)
    assert (result.returncode, result.stderr) == (0, "")


def test_a_story_that_nobody_wrote_cannot_be_rolled_back():
    result = run("test-rollback.sh", "9.9")
    assert result.returncode == 2
    assert "no story 9.9" in result.stderr


class Well(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"status": "ok"}')

    def log_message(self, *_):
        pass


def test_a_service_that_answers_is_well():
    server = HTTPServer(("127.0.0.1", 0), Well)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        port = server.server_address[1]
        result = run("health-check.sh", f"http://127.0.0.1:{port}/health")
        assert (result.returncode, result.stderr) == (0, "")
    finally:
        server.shutdown()
        server.server_close()


def test_a_service_that_is_not_there_is_not_well():
    server = HTTPServer(("127.0.0.1", 0), Well)
    port = server.server_address[1]
    server.server_close()
    assert run("health-check.sh", f"http://127.0.0.1:{port}/health").returncode == 1
