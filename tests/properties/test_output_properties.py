"""What holds for every reader of an output, whatever somebody pasted."""

import json
import shlex
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.golden import PROJECT
from topograph.sources.text.reader import JsonReader, TextReader, is_ellipsis
from topograph.sources.text.readers import JSON_READERS, TEXT_READERS
from topograph.sources.text.told import Line, Told

OUTPUTS = PROJECT / "tests" / "sources" / "text" / "outputs"
# What no command prints, and which no reader may take for a line of its own.
NONSENSE = "%% nonsense ~ of no command %%"

modest = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
odd_texts = st.text(max_size=30) | st.sampled_from(
    ["", "\0", "9" * 5000, "x" * 100_000, "\ud800", "...", "0x", "-1", "\u202e", "a" * 64]
)
# Who reads the JSON lets no half surrogate through.
sound_texts = odd_texts.filter(lambda text: text != "\ud800")
odd_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | sound_texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(sound_texts, inner, max_size=3),
    max_leaves=8,
)


class Sample(NamedTuple):
    """An output that a reader understands."""

    argv: tuple[str, ...]
    lines: list[str]


@cache
def samples(name: str) -> list[Sample]:
    found = []
    for path in sorted(Path(OUTPUTS / name.replace(" ", "-")).glob("*.txt")):
        prompt, *lines = path.read_text().split("\n")
        found.append(Sample(tuple(shlex.split(prompt[2:])), lines))
    assert found, f"no sample of {name}"
    return found


def numbered(texts: list[str]) -> list[Line]:
    return [Line(n, text) for n, text in enumerate(texts, 1)]


def check(told: Told, lines: list[Line]) -> None:
    assert is_part(told.unknown, lines)
    for line in told.unknown:
        assert line.text.strip()
        assert not is_ellipsis(line.text)
    if told.is_elided or told.refusal:
        assert told.complete == set()


def is_part(some: list[Line], lines: list[Line]) -> bool:
    """Tell whether all of some lines are among the others, in the same order."""
    rest = iter(lines)
    return all(line in rest for line in some)


@st.composite
def mutated(draw: st.DrawFn, name: str) -> tuple[tuple[str, ...], list[str]]:
    """Draw a sample with words exchanged, lines cut, doubled, left out and moved."""
    argv, lines = draw(st.sampled_from(samples(name)))
    lines = list(lines)
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(lines) - 1))
        how = draw(st.integers(0, 4))
        if how == 0:
            words = lines[at].split(" ")
            words[draw(st.integers(0, len(words) - 1))] = draw(odd_texts)
            lines[at] = " ".join(words)
        elif how == 1:
            lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
        elif how == 2:
            lines.insert(at, draw(st.sampled_from(lines)))
        elif how == 3:
            lines[at] = draw(odd_texts)
        elif len(lines) > 1:
            del lines[at]
    return draw(st.sampled_from([argv, ()])), lines


@pytest.mark.parametrize("reader", TEXT_READERS, ids=lambda reader: reader.name)
@modest
@given(data=st.data())
def test_any_lines_are_read_and_none_is_dropped(reader: TextReader, data: st.DataObject) -> None:
    argv, texts = data.draw(mutated(reader.name) | st.tuples(st.just(()), st.lists(odd_texts)))
    lines = numbered(texts)
    for text in texts:
        reader.begins(text)
    check(reader.read(lines, argv), lines)


@pytest.mark.parametrize("reader", TEXT_READERS, ids=lambda reader: reader.name)
@modest
@given(data=st.data())
def test_nonsense_in_an_output_is_kept_and_disturbs_nothing(
    reader: TextReader, data: st.DataObject
) -> None:
    argv, texts = data.draw(st.sampled_from(samples(reader.name)))
    at = data.draw(st.integers(0, len(texts)))
    told = reader.read(numbered([*texts[:at], NONSENSE, *texts[at:]]), argv)
    assert Line(at + 1, NONSENSE) in told.unknown
    untouched = reader.read(numbered(texts), argv)
    assert (told.links, told.fdb) == (untouched.links, untouched.fdb)
    assert (told.containers, told.namespaces) == (untouched.containers, untouched.namespaces)


@pytest.mark.parametrize("reader", TEXT_READERS, ids=lambda reader: reader.name)
def test_an_output_with_a_gap_completes_nothing(reader: TextReader) -> None:
    for argv, texts in samples(reader.name):
        told = reader.read(numbered([*texts, "[...]"]), argv)
        assert (told.is_elided, told.complete) == (True, set())


@st.composite
def twisted(draw: st.DrawFn, name: str) -> Any:
    """Draw the value of a sample with some members exchanged."""
    _, lines = draw(st.sampled_from(samples(name)))
    value = json.loads("\n".join(lines))
    for _ in range(draw(st.integers(1, 4))):
        holder, key = draw(st.sampled_from(list(places(value))))
        holder[key] = draw(odd_values)
    return value


def places(value: Any) -> Any:
    """Yield each place in a value that could hold another."""
    yield {"all": value}, "all"
    todo = [value]
    while todo:
        one = todo.pop()
        keys = list(one) if isinstance(one, dict) else range(len(one))
        for key in keys:
            yield one, key
            if isinstance(one[key], dict | list):
                todo.append(one[key])


@pytest.mark.parametrize("reader", JSON_READERS, ids=lambda reader: reader.name)
@modest
@given(data=st.data())
def test_any_value_is_read(reader: JsonReader, data: st.DataObject) -> None:
    value = data.draw(twisted(reader.name) | odd_values)
    reader.recognises(value)
    told = reader.read(value, ())
    assert told.complete == set()
    # It can be written.
    msgspec.json.encode(told, enc_hook=sorted)


def test_each_sample_is_recognised_by_its_reader_alone() -> None:
    for one in JSON_READERS:
        for _, lines in samples(one.name):
            value = json.loads("\n".join(lines))
            assert [other.name for other in JSON_READERS if other.recognises(value)] == [one.name]


def test_no_line_begins_the_outputs_of_two_readers() -> None:
    for one in TEXT_READERS:
        for _, lines in samples(one.name):
            for line in lines:
                begun = [other.name for other in TEXT_READERS if other.begins(line)]
                assert begun in ([], [one.name]), line
