"""Datagrams into messages, messages into attributes."""

import errno
import struct

import pytest

from tests.sources.live import wire
from topograph.sources.live.netlink import (
    EVERY,
    SAME_AGAIN_BYTES,
    attributes,
    decoder,
    look_over,
    messages,
    nested,
    number,
    text,
)

NLM_F_DUMP_INTR = 0x10
NLMSG_ERROR = 2
LARGE = wire.message(16, bytes(SAME_AGAIN_BYTES))


def bodies(*datagrams: bytes) -> list[tuple[int, bytes]]:
    return [(kind, data[start:end]) for kind, start, end, data in messages(datagrams)]


def test_messages_come_in_the_order_of_their_datagrams() -> None:
    first = wire.datagram(wire.message(16, b"abcd"), wire.message(20, b"efgh"))
    assert bodies(first, wire.done()) == [(16, b"abcd"), (20, b"efgh"), (3, bytes(4))]


def test_a_body_ends_where_its_header_says_and_not_with_the_padding() -> None:
    assert bodies(wire.message(16, b"abcde") + wire.message(17, b"")) == [
        (16, b"abcde"),
        (17, b""),
    ]


def test_the_padding_of_the_last_message_may_be_left_out() -> None:
    assert bodies(wire.message(16, b"abcde")[:-3]) == [(16, b"abcde")]


def test_no_datagram_and_an_empty_one_hold_no_message() -> None:
    assert bodies() == []
    assert bodies(b"") == []


@pytest.mark.parametrize(
    "data",
    [
        wire.message(16, b"abcd")[:-1],
        wire.message(16, b"abcd") + b"\x10",
        wire.message(16, b"abcd") + bytes(16),
        struct.pack("=IHHII", 15, 16, 0, 1, 0),
        b"\x10\0\0",
    ],
)
def test_a_datagram_that_is_cut_short_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="cut short"):
        bodies(data)
    with pytest.raises(ValueError, match="cut short"):
        look_over(data, 1)


def test_a_large_datagram_is_looked_over_like_a_small_one() -> None:
    assert look_over(LARGE, 1) == (True, False, False)
    assert look_over(LARGE, 2) == (False, False, False)
    with pytest.raises(ValueError, match="cut short"):
        look_over(LARGE[:-4], 1)


def test_an_answer_goes_on_until_it_is_done() -> None:
    assert look_over(wire.message(16, b""), 1) == (True, False, False)
    assert look_over(wire.done(), 1) == (True, True, False)
    assert look_over(wire.message(16, b"") + wire.done(), 1) == (True, True, False)


def test_a_done_without_a_code_ends_a_dump_too() -> None:
    assert look_over(wire.message(3, b""), 1) == (True, True, False)


def test_what_answers_an_earlier_request_is_not_ours() -> None:
    assert look_over(wire.done(sequence=6), 7) == (False, False, False)
    refused = wire.message(NLMSG_ERROR, struct.pack("=i", -errno.EPERM), sequence=6)
    assert look_over(refused, 7) == (False, False, False)


@pytest.mark.parametrize("code", [errno.EPERM, errno.EOPNOTSUPP])
def test_a_refused_request_is_an_error(code: int) -> None:
    refused = wire.message(NLMSG_ERROR, struct.pack("=i", -code))
    with pytest.raises(OSError, match="not") as caught:
        look_over(refused, 1)
    assert caught.value.errno == code


def test_a_dump_that_ends_with_an_errno_is_an_error() -> None:
    with pytest.raises(OSError, match="No buffer space") as caught:
        look_over(wire.message(16, b"") + wire.done(-errno.ENOBUFS), 1)
    assert caught.value.errno == errno.ENOBUFS


@pytest.mark.parametrize("kind", [16, 3])
def test_a_dump_during_which_something_changed_says_so(kind: int) -> None:
    told = wire.message(kind, bytes(4), flags=NLM_F_DUMP_INTR)
    assert look_over(told, 1) == (True, kind == 3, True)


def test_only_the_wanted_attributes_are_returned() -> None:
    data = wire.attribute(1, b"a") + wire.attribute(2, b"bcdef") + wire.attribute(3, b"")
    assert attributes(data, 0, len(data), EVERY) == {1: b"a", 2: b"bcdef", 3: b""}
    assert attributes(data, 0, len(data), (2,)) == {2: b"bcdef"}
    assert attributes(data, 8, len(data), (1, 3)) == {3: b""}


def test_the_last_of_a_repeated_attribute_counts() -> None:
    data = wire.attribute(1, b"a") + wire.attribute(1, b"b")
    assert attributes(data, 0, len(data), EVERY) == {1: b"b"}
    assert list(nested(data)) == [(1, b"a"), (1, b"b")]


def test_the_flags_in_an_attribute_type_are_no_part_of_it() -> None:
    data = wire.attribute(0x8000 | 18, b"") + wire.attribute(0x4000 | 5, b"")
    assert attributes(data, 0, len(data), EVERY) == {18: b"", 5: b""}
    assert [kind for kind, _ in nested(data)] == [18, 5]


@pytest.mark.parametrize(
    "data",
    [
        wire.attribute(1, b"abcd")[:-1],
        wire.attribute(1, b"") + wire.attribute(1, b"abcd")[:-1],
        struct.pack("=HH", 3, 1),
        struct.pack("=HH", 0, 0),
    ],
)
def test_an_attribute_that_is_cut_short_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="cut short"):
        attributes(data, 0, len(data), EVERY)
    with pytest.raises(ValueError, match="cut short"):
        list(nested(data))


def test_attributes_that_would_begin_behind_the_end_are_refused() -> None:
    with pytest.raises(ValueError, match="cut short"):
        attributes(bytes(32), 24, 20, EVERY)


@pytest.mark.parametrize(("payload", "value"), [(b"", 0), (b"\x07", 7), (b"\xff" * 4, 2**32 - 1)])
def test_numbers_have_no_sign(payload: bytes, value: int) -> None:
    assert number(payload) == value


def test_numbers_are_in_the_order_of_the_host() -> None:
    assert number(struct.pack("=H", 258)) == 258
    assert number(struct.pack("=Q", 1 << 40)) == 1 << 40


@pytest.mark.parametrize(
    ("payload", "value"),
    [(b"eth0\0", "eth0"), (b"eth0\0rest", "eth0"), (b"eth0", "eth0"), (b"\xff\0", "\ufffd")],
)
def test_texts_end_at_a_zero(payload: bytes, value: str) -> None:
    assert text(payload) == value


@pytest.mark.parametrize("error", [KeyError(1), IndexError(), struct.error("short")])
def test_a_decoder_calls_every_misfit_a_value_error(error: Exception) -> None:
    @decoder
    def decode() -> None:
        raise error

    with pytest.raises(ValueError, match="cut short"):
        decode()
