"""What holds for every decoder and for every recording, whatever the bytes and the answers."""

import base64
import contextlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.golden import PROJECT
from tests.sources.live import wire
from topograph.errors import TopographError
from topograph.facts import Snapshot
from topograph.snapshot import decode, encode
from topograph.sources.live.decode_addresses import decode_addresses
from topograph.sources.live.decode_kinds import decode_kind, decode_port
from topograph.sources.live.decode_links import decode_links, decode_vlans
from topograph.sources.live.decode_neighbours import decode_fdb, decode_neighbours
from topograph.sources.live.decode_netconf import decode_netconf
from topograph.sources.live.decode_routes import decode_routes, decode_rules
from topograph.sources.live.netlink import look_over, messages, nested
from topograph.sources.recording import replay

DECODERS: list[tuple[str, Callable[[Iterable[bytes]], Any], int]] = [
    ("links", lambda datagrams: decode_links(datagrams, {}), 16),
    ("vlans", decode_vlans, 16),
    ("addresses", decode_addresses, 20),
    ("routes", decode_routes, 24),
    ("rules", decode_rules, 32),
    ("neighbours", decode_neighbours, 28),
    ("fdb", decode_fdb, 28),
    ("netconf", decode_netconf, 80),
]
KINDS = ["veth", "bridge", "macvlan", "macvtap", "vxlan", "tun", "made-up", ""]
FAMILIES = st.sampled_from([b"\2", b"\x0a", b"\x07", b"\0", b"\xff"])
PAYLOADS = st.binary(max_size=20) | st.sampled_from([b"bridge\0", b"vxlan\0", bytes(4), bytes(16)])
ATTRIBUTES = st.recursive(
    st.builds(wire.attribute, st.integers(0, 64), PAYLOADS),
    lambda inner: st.builds(
        wire.attribute, st.integers(0, 64), st.lists(inner, max_size=3).map(b"".join)
    ),
    max_leaves=6,
)
calm = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
each_decoder = pytest.mark.parametrize(
    ("decoder", "kind"), [pytest.param(do, kind, id=name) for name, do, kind in DECODERS]
)


@cache
def samples() -> list[dict[str, Any]]:
    """Return the answers of all recorded hosts."""
    paths = sorted(PROJECT.glob("samples/*/recording.zip"))
    archives = [zipfile.ZipFile(path) for path in paths]
    return [json.loads(archive.read("recording.json"))["answers"] for archive in archives]


@cache
def recorded() -> list[bytes]:
    """Return what kernels really sent, each answer once."""
    answers = [
        datagram
        for sample in samples()
        for question, told in sample.items()
        if question.startswith(("dump ", "get ")) and isinstance(told, list)
        for datagram in told
    ]
    return sorted({base64.b64decode(one["base64"]) for one in answers if "base64" in one})


def refuses_or_decodes(do: Callable[[], object]) -> None:
    with contextlib.suppress(ValueError):
        do()


@each_decoder
@calm
@given(data=st.data())
def test_bytes_that_make_no_sense_are_refused_and_nothing_worse(
    decoder: Callable[[Iterable[bytes]], Any], kind: int, data: st.DataObject
) -> None:
    raw = st.lists(st.binary(max_size=80), max_size=2)
    framed = st.builds(wire.message, st.just(kind), st.binary(max_size=60)).map(lambda one: [one])
    datagrams = data.draw(raw | framed)
    refuses_or_decodes(lambda: decoder(datagrams))


@each_decoder
@calm
@given(data=st.data())
def test_attributes_that_make_no_sense_are_refused_and_nothing_worse(
    decoder: Callable[[Iterable[bytes]], Any], kind: int, data: st.DataObject
) -> None:
    # A body of the right family, long enough for its header, and any attributes behind that.
    length = {16: 16, 20: 8, 80: 4}.get(kind, 12)
    family = data.draw(FAMILIES)
    header = data.draw(st.binary(min_size=length - 1, max_size=length - 1))
    rest = data.draw(st.lists(ATTRIBUTES, max_size=5).map(b"".join))
    refuses_or_decodes(lambda: decoder([wire.message(kind, family + header + rest)]))


@each_decoder
@calm
@given(data=st.data())
def test_real_answers_that_were_damaged_are_refused_and_nothing_worse(
    decoder: Callable[[Iterable[bytes]], Any], kind: int, data: st.DataObject
) -> None:
    datagram = data.draw(st.sampled_from(recorded()))
    at = data.draw(st.integers(0, len(datagram) - 1))
    damage = data.draw(st.binary(max_size=4))
    refuses_or_decodes(lambda: decoder([datagram[:at] + damage + datagram[at + len(damage) :]]))
    refuses_or_decodes(lambda: decoder([datagram[:at]]))


@calm
@given(st.sampled_from(KINDS), st.binary(max_size=60) | st.lists(ATTRIBUTES).map(b"".join))
def test_kinds_that_make_no_sense_are_refused_and_nothing_worse(kind: str, payload: bytes) -> None:
    refuses_or_decodes(lambda: decode_kind({}, kind, payload, 2))
    refuses_or_decodes(lambda: decode_port(payload))
    refuses_or_decodes(lambda: list(nested(payload)))


@calm
@given(st.binary(max_size=60))
def test_every_datagram_is_walked_to_its_end_or_refused(data: bytes) -> None:
    try:
        found = list(messages([data]))
    except ValueError:
        return
    ends = [end for _, _, end, _ in found]
    assert ends == sorted(set(ends))
    assert all(start <= end <= len(data) for _, start, end, _ in found)


@calm
@given(st.binary(max_size=60), st.integers(0, 3))
def test_every_datagram_is_looked_over_or_refused(data: bytes, sequence: int) -> None:
    try:
        is_ours, is_over, is_inconsistent = look_over(data, sequence)
    except (ValueError, OSError):
        return
    assert is_ours or not (is_over or is_inconsistent)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["", "1", "net:[4026532250]", "/proc/1/ns/net", "\ud800", "a b", "\0"])
    | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "base64", "json", "errno", "refusal"]), inner)
    ),
    max_leaves=5,
)
BYTES = st.binary(max_size=40).map(lambda data: {"base64": base64.b64encode(data).decode()})
REFUSALS = st.fixed_dictionaries({"errno": st.integers(0, 40), "text": st.text(max_size=5)})
# Of the right type for one question or another.
PLAUSIBLE = st.one_of(
    BYTES,
    REFUSALS,
    st.lists(BYTES, max_size=2),
    st.integers(-1, 1 << 70),
    st.lists(st.integers(0, 1 << 40), min_size=2, max_size=2),
    st.lists(st.text(max_size=5), max_size=3),
    st.lists(st.tuples(st.text(max_size=3), st.integers(0, 9)), max_size=2),
    st.lists(JSON.map(lambda value: {"json": value}), max_size=2),
)


def replayed(answers: dict[str, Any]) -> Snapshot | None:
    """Replay a recording with these answers; None if it is refused."""
    whole = {"format": "topograph-recording", "version": 1, "answers": answers}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("recording.json", json.dumps(whole))
    try:
        return replay(packed.getvalue())
    except TopographError:
        return None


@calm
@given(st.data())
def test_a_recording_with_other_answers_is_refused_or_gives_a_snapshot(
    data: st.DataObject,
) -> None:
    answers = dict(data.draw(st.sampled_from(samples())))
    questions = data.draw(st.lists(st.sampled_from(sorted(answers)), max_size=8, unique=True))
    for question in questions:
        answers[question] = data.draw(PLAUSIBLE | JSON)
    snapshot = replayed(answers)
    if snapshot is not None:
        assert encode(decode(encode(snapshot), "x")) == encode(snapshot)


@calm
@given(st.data())
def test_a_recording_that_lacks_answers_is_refused_or_gives_a_snapshot(
    data: st.DataObject,
) -> None:
    answers = dict(data.draw(st.sampled_from(samples())))
    for question in data.draw(st.lists(st.sampled_from(sorted(answers)), unique=True)):
        del answers[question]
    snapshot = replayed(answers)
    # Without these there is nothing to speak of.
    vital = {"now", "user", "listdir /proc", "identity /proc/self/ns/net"}
    assert snapshot is not None or not vital <= answers.keys()


@calm
@given(st.data())
def test_an_archive_that_was_damaged_is_refused_or_gives_a_snapshot(data: st.DataObject) -> None:
    sound = (PROJECT / "samples/empty/recording.zip").read_bytes()
    at = data.draw(st.integers(0, len(sound) - 1) | st.integers(len(sound) - 140, len(sound) - 1))
    damage = data.draw(st.binary(max_size=9))
    with contextlib.suppress(TopographError):
        snapshot = replay(sound[:at] + damage + sound[at + len(damage) :])
        assert snapshot.hosts
