"""How long ago something was, in the words of Docker."""

from datetime import UTC, datetime, timedelta
from typing import Final

__all__ = ["age_text", "moment"]

_HOUR: Final = timedelta(hours=1)


def moment(text: str) -> datetime | None:
    """Return the moment that an RFC 3339 text means; None if it means none.

    >>> moment("2026-11-24T09:30:00.123456789Z")
    datetime.datetime(2026, 11, 24, 9, 30, 0, 123456, tzinfo=datetime.timezone.utc)
    """
    try:
        found = datetime.fromisoformat(text)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def age_text(then: str, now: str) -> str:
    """Return how long ago `then` was at the moment `now`.

    Args:
        then: RFC 3339.
        now: the same; where one of them is no moment, `then` is returned as it is.

    >>> age_text("2026-11-24T09:28:00Z", "2026-11-24T09:30:00Z")
    '2 minutes ago'
    """
    start, end = moment(then), moment(now)
    return then if start is None or end is None else f"{_duration(end - start)} ago"


def _duration(passed: timedelta) -> str:
    # The same steps and roundings as HumanDuration of docker/go-units.
    seconds = int(passed.total_seconds())
    minutes, hours = seconds // 60, int(passed / _HOUR + 0.5)
    if seconds < 1:
        return "Less than a second"
    if seconds < 60:
        return "1 second" if seconds == 1 else f"{seconds} seconds"
    if minutes < 60:
        return "About a minute" if minutes == 1 else f"{minutes} minutes"
    if hours < 48:
        return "About an hour" if hours == 1 else f"{hours} hours"
    days = hours // 24
    if days < 14:
        return f"{days} days"
    if days < 60:
        return f"{days // 7} weeks"
    return f"{days // 30} months" if days < 730 else f"{passed.days // 365} years"
