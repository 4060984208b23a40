"""What Node and Python say of the same flags must be the same."""

import json
import subprocess
from pathlib import Path

import pytest

from data_practitioner import environments
from data_practitioner.flags import FlagClient, load_definitions

ROOT = Path(__file__).resolve().parents[2]

ASK_NODE = """
import { FlagClient, loadDefinitions } from './src/flags.js';
const environment = process.env.APP_ENVIRONMENT;
const client = new FlagClient(await loadDefinitions('flags'), { environment });
const keys = JSON.parse(process.env.KEYS);
console.log(JSON.stringify(keys.map((key) => client.getBooleanValue(key, false))));
"""


@pytest.mark.parametrize("environment", environments.names())
def test_both_languages_answer_alike(environment, monkeypatch):
    definitions = load_definitions()
    keys = sorted(definitions)
    client = FlagClient(definitions, {"environment": environment})
    monkeypatch.setenv("APP_ENVIRONMENT", environment)
    monkeypatch.setenv("KEYS", json.dumps(keys))
    answer = subprocess.run(
        ["node", "--input-type=module", "--eval", ASK_NODE],
        cwd=ROOT,
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert json.loads(answer.stdout) == [
        client.get_boolean_value(key, False) for key in keys
    ]
