"""Outputs of many versions of each command, and what each of them tells.

outputs/READER/VERSION.txt begins with the command at a prompt: `$ ip -d addr`.
Beside it VERSION.json holds what the reader makes of the rest.
"""

import json
import shlex
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.golden import Golden
from topograph.sources.text.readers import JSON_READERS, TEXT_READERS
from topograph.sources.text.told import Line, Told

OUTPUTS = Path(__file__).parent / "outputs"
SAMPLES = sorted(OUTPUTS.glob("*/*.txt"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_output_tells_what_it_told_before(sample: Path, golden: Golden) -> None:
    golden(sample.with_suffix(".json"), dumped(told_of(sample)))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_line_of_a_sample_is_understood(sample: Path) -> None:
    assert told_of(sample).unknown == []


def told_of(sample: Path) -> Told:
    prompt, _, output = sample.read_text().partition("\n")
    assert prompt.startswith("$ "), "the first line is the command at a prompt"
    argv, name = tuple(shlex.split(prompt[2:])), sample.parent.name
    for text_reader in TEXT_READERS:
        if text_reader.name.replace(" ", "-") == name:
            lines = [Line(n, text) for n, text in enumerate(output.splitlines(), 2)]
            return text_reader.read(lines, argv)
    json_reader = next(one for one in JSON_READERS if one.name.replace(" ", "-") == name)
    value = json.loads(output)
    assert json_reader.recognises(value)
    return json_reader.read(value, argv)


def dumped(told: Told) -> str:
    found: dict[str, Any] = msgspec.to_builtins(told, order="sorted", enc_hook=sorted)
    kept = {name: value for name, value in found.items() if value not in ([], {}, "", False)}
    return json.dumps(kept, indent=1, sort_keys=True) + "\n"
