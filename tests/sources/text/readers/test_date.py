"""When the outputs were made, from `date`."""

import pytest

from tests.sources.text.readers.reading import begins, read

UTC = "Thu Nov 26 12:44:59 UTC 2026"


@pytest.mark.parametrize(
    "text",
    [
        UTC,
        "Thu Nov  26 12:44:59 UTC 2026",
        "Thu 26 Nov 2026 12:44:59 UTC",
        "Thu 26 Nov 2026 12:44:59 PM UTC",
        "2026-11-26T13:44:59+01:00",
        "2026-11-26 12:44:59+00:00",
        "2026-11-26T12:44:59.123456789Z",
        "1795697099",
    ],
)
def test_a_moment_is_told_in_utc(text: str) -> None:
    told = read("date", text, "date")
    assert (told.captured_at, told.unknown) == ("2026-11-26T12:44:59Z", [])


@pytest.mark.parametrize(
    "text",
    [
        "Thu Nov 26 12:44:59 CET 2026",
        "2026-11-26T12:44:59",
        "2026-13-26T12:44:59Z",
        "today",
        "9" * 5000,
    ],
)
def test_a_moment_in_an_unknown_zone_is_not_understood(text: str) -> None:
    told = read("date", text, "date")
    assert (told.captured_at, [line.number for line in told.unknown]) == ("", [1])


def test_only_one_moment_is_told() -> None:
    assert [line.number for line in read("date", f"{UTC}\n{UTC}", "date").unknown] == [2]


def test_a_moment_may_stand_in_any_log_and_begins_nothing() -> None:
    assert begins(UTC) == []
