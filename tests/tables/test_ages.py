from datetime import UTC, datetime, timedelta

import pytest

from topograph.tables.ages import age_text, moment

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("passed", "text"),
    [
        (timedelta(milliseconds=400), "Less than a second ago"),
        (timedelta(seconds=-5), "Less than a second ago"),
        (timedelta(seconds=1), "1 second ago"),
        (timedelta(seconds=59), "59 seconds ago"),
        (timedelta(seconds=60), "About a minute ago"),
        (timedelta(minutes=2), "2 minutes ago"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago"),
        (timedelta(minutes=60), "About an hour ago"),
        (timedelta(minutes=89), "About an hour ago"),
        (timedelta(minutes=90), "2 hours ago"),
        (timedelta(hours=47), "47 hours ago"),
        (timedelta(hours=48), "2 days ago"),
        (timedelta(days=13), "13 days ago"),
        (timedelta(days=14), "2 weeks ago"),
        (timedelta(days=59), "8 weeks ago"),
        (timedelta(days=60), "2 months ago"),
        (timedelta(days=729), "24 months ago"),
        (timedelta(days=730), "2 years ago"),
    ],
)
def test_a_duration_has_the_words_of_docker(passed: timedelta, text: str) -> None:
    assert age_text((NOW - passed).isoformat(), NOW.isoformat()) == text


@pytest.mark.parametrize(("then", "now"), [("once", "2026-11-24T09:30:00Z"), ("2026-11-24", "")])
def test_what_is_no_moment_leaves_the_text_as_it_is(then: str, now: str) -> None:
    assert age_text(then, now) == then


def test_zones_are_told_apart_and_utc_is_meant_where_none_is_told() -> None:
    assert moment("2026-11-24T11:30:00+02:00") == moment("2026-11-24T09:30:00") == NOW


def test_a_year_that_no_clock_knows_is_no_moment() -> None:
    assert moment("0001-01-01T00:00:00+23:00") is None
