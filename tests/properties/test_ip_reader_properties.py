"""What holds for the readers of ip's outputs, whatever their lines are."""

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from topograph.sources.text.reader import is_ellipsis
from topograph.sources.text.readers import JSON_READERS, TEXT_READERS
from topograph.sources.text.told import Line, Told

OUTPUTS = Path(__file__).parents[1] / "sources" / "text" / "outputs"
IP_TEXT = [reader for reader in TEXT_READERS if reader.name.startswith("ip ")]
IP_JSON = [reader for reader in JSON_READERS if reader.name.startswith("ip json ")]
SAMPLES = sorted(OUTPUTS.glob("ip-*/*.txt"))
TEXTS = [sample.read_text() for sample in SAMPLES if "json" not in sample.parent.name]
VALUES = [
    json.loads(sample.read_text().partition("\n")[2])
    for sample in SAMPLES
    if "json" in sample.parent.name
]
COMMANDS = sorted({text.partition("\n")[0].removeprefix("$ ") for text in TEXTS} | {""})
LINES = sorted({line for text in TEXTS for line in text.splitlines()[1:]})
WORDS = sorted({word for line in LINES for word in line.split()})

words = st.sampled_from(WORDS) | st.text(max_size=8) | st.just("9" * 5000)
twisted = st.builds(
    lambda line, at, word, indent: (
        indent + " ".join([*line.split()[:at], word, *line.split()[at:]])
    ),
    st.sampled_from(LINES),
    st.integers(0, 30),
    words,
    st.sampled_from(["", " ", "    ", "\t", "       "]),
)
cut = st.builds(lambda line, at: line[:at], st.sampled_from(LINES), st.integers(0, 120))
lines_of_output = st.lists(
    st.sampled_from(LINES)
    | twisted
    | cut
    | st.text(max_size=40)
    | st.sampled_from(["...", "…", ""]),
    max_size=25,
)


@pytest.mark.parametrize("reader", IP_TEXT, ids=lambda reader: reader.name)
@settings(max_examples=150)
@given(texts=lines_of_output, command=st.sampled_from(COMMANDS))
def test_each_line_is_understood_or_unknown(reader: Any, texts: list[str], command: str) -> None:
    lines = [Line(n, text) for n, text in enumerate(texts, 1)]
    told = reader.read(lines, tuple(shlex.split(command)))
    assert isinstance(told, Told)
    numbers = [line.number for line in told.unknown]
    assert numbers == sorted(set(numbers))
    assert set(told.unknown) <= set(lines)
    assert not any(is_ellipsis(line.text) or not line.text.strip() for line in told.unknown)
    if told.is_elided or any(is_ellipsis(text) for text in texts):
        assert told.is_elided
        assert told.complete == set()
    for text in texts:
        assert isinstance(reader.begins(text), bool)


@pytest.mark.parametrize("reader", IP_TEXT, ids=lambda reader: reader.name)
@settings(max_examples=50)
@given(texts=lines_of_output, command=st.sampled_from(COMMANDS), data=st.data())
def test_garbage_is_never_dropped(
    reader: Any, texts: list[str], command: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(texts)))
    garbage = "@@ %% neither ~~ here nor there @@"
    lines = [Line(n, text) for n, text in enumerate([*texts[:at], garbage, *texts[at:]], 1)]
    told = reader.read(lines, tuple(shlex.split(command)))
    assert Line(at + 1, garbage) in told.unknown


def bent(value: Any, data: st.DataObject) -> Any:
    """Return a value with something else in some place of it."""
    for _ in range(data.draw(st.integers(1, 4))):
        place = value = json.loads(json.dumps(value))
        while isinstance(place, dict | list) and place:
            keys = list(place) if isinstance(place, dict) else range(len(place))
            key = data.draw(st.sampled_from(keys))
            if not isinstance(place[key], dict | list) or data.draw(st.booleans()):
                place[key] = data.draw(
                    st.sampled_from([None, True, 7, -1, 2.5, "x", "", [], {}, [[]]])
                )
                break
            place = place[key]
    return value


@settings(max_examples=300)
@given(value=st.sampled_from(VALUES), data=st.data(), command=st.sampled_from(COMMANDS))
def test_bent_json_does_no_harm(value: Any, data: st.DataObject, command: str) -> None:
    other = bent(value, data)
    for reader in IP_JSON:
        assert isinstance(reader.recognises(other), bool)
        assert isinstance(reader.read(other, tuple(shlex.split(command))), Told)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["ifname", "dst", "priority", "name", "src", "x"]), inner
        )
    ),
    max_leaves=12,
)


@given(json_values)
def test_any_json_does_no_harm(value: Any) -> None:
    for reader in IP_JSON:
        assert isinstance(reader.recognises(value), bool)
        assert reader.read(value, ()).unknown == []
