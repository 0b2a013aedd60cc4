"""Whatever the text is: a snapshot that can be stored and drawn, or one line of an error."""

import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.golden import PROJECT
from topograph.errors import UnknownSource
from topograph.facts import Snapshot
from topograph.graph import build_graph
from topograph.snapshot import decode, encode
from topograph.sources.text.cleaning import lines_of
from topograph.sources.text.reading import snapshot_of_files
from topograph.sources.text.transcripts import read_transcript

OUTPUTS = PROJECT / "tests/sources/text/outputs"
NOTES = (PROJECT / "samples/docker0-notes/notes.md").read_text()
PROMPTS = ("", "$ ", "root@web1:~# ", "root@0123456789ab:/# ")


def output(path: Path) -> str:
    return path.read_text()


TEXTS = [*map(output, sorted(OUTPUTS.glob("*/*.txt"))), NOTES]


@st.composite
def mangled(draw: st.DrawFn) -> bytes:
    """Real outputs, cut, shuffled, put into each other, and with bytes that are no text."""
    texts = draw(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4))
    rolls = random.Random(draw(st.integers(0, 2**32)))
    lines = [line for text in texts for line in text.splitlines()]
    if draw(st.booleans()):
        lines = [line for line in lines if rolls.random() < 0.9]
    if draw(st.booleans()):
        at = rolls.sample(range(len(lines)), min(len(lines), 20))
        for one, other in zip(at[::2], at[1::2], strict=False):
            lines[one], lines[other] = lines[other], lines[one]
    prompt = draw(st.sampled_from(PROMPTS))
    lines = [line.replace("$ ", prompt, 1) if line.startswith("$ ") else line for line in lines]
    data = "\n".join(lines).encode()
    for _ in range(draw(st.integers(0, 8))):
        at_byte = rolls.randrange(len(data) + 1)
        piece = bytes(rolls.choices(b'\0\xff\x1b\t $#@:/<>[]{}",.0123456789abceth-', k=4))
        data = data[:at_byte] + piece + data[at_byte + rolls.randrange(6) :]
    return data[: rolls.randrange(len(data) + 1)] if draw(st.booleans()) else data


def snapshot_of(data: bytes) -> Snapshot | None:
    try:
        return snapshot_of_files([("notes.txt", data)], "notes.txt")
    except UnknownSource:
        return None


@given(mangled())
def test_any_text_gives_a_sound_snapshot_or_none(data: bytes) -> None:
    snapshot = snapshot_of(data)
    if snapshot is not None:
        assert decode(encode(snapshot), "notes.txt") == snapshot
        build_graph(snapshot)


@given(mangled())
def test_no_line_of_a_text_is_dropped_in_silence(data: bytes) -> None:
    """Each line is part of an output that a reader read, of a gap, or a command."""
    lines = lines_of(data)
    transcript = read_transcript(lines, "notes.txt")
    kept = {line.number for output in transcript.outputs for line in output.lines}
    kept |= {line.number for _, unread in transcript.unread for line in unread}
    kept |= {line.number for line in transcript.prose}
    kept |= {line.number for line in transcript.between}
    assert {line.number for line in lines if line.text.strip()} <= kept


@given(st.binary(max_size=300))
def test_bytes_are_no_reason_to_fail(data: bytes) -> None:
    snapshot_of(data)
