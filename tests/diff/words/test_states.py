from typing import Any

import pytest

from tests.diff.build_diff import change, changed
from topograph.diff.model import Thing
from topograph.diff.words.states import state_phrase


@pytest.mark.parametrize(
    ("thing", "field", "before", "after", "phrase"),
    [
        (Thing.CONTAINER, "state", "running", "exited", "stopped"),
        (Thing.CONTAINER, "state", "exited", "running", "started"),
        (Thing.CONTAINER, "state", None, "running", "started"),
        (Thing.CONTAINER, "state", "paused", "running", "resumed"),
        (Thing.CONTAINER, "state", "restarting", "running", "runs again"),
        (Thing.CONTAINER, "state", "running", "paused", "paused"),
        (Thing.CONTAINER, "state", "running", "dead", "died"),
        (Thing.CONTAINER, "state", "running", "restarting", "keeps restarting"),
        (Thing.CONTAINER, "health", "healthy", "unhealthy", "is unhealthy"),
        (Thing.LINK, "is_up", False, True, "set up"),
        (Thing.LINK, "is_up", True, False, "set down"),
        (Thing.LINK, "is_up", True, None, "set down"),
        (Thing.LINK, "carrier", False, True, "got its carrier"),
        (Thing.LINK, "carrier", True, False, "lost its carrier"),
    ],
)
def test_a_state_has_a_verb(
    thing: Thing, field: str, before: Any, after: Any, phrase: str
) -> None:
    assert state_phrase(changed(thing, "x", change(field, before, after))) == (phrase, field)


@pytest.mark.parametrize(
    ("thing", "field", "after"),
    [
        (Thing.CONTAINER, "state", "created"),
        (Thing.CONTAINER, "state", ["exited"]),
        (Thing.CONTAINER, "health", None),
        (Thing.LINK, "carrier", None),
        (Thing.NETWORK, "state", "exited"),
        (Thing.LINK, "mtu", 1400),
    ],
)
def test_all_else_has_none(thing: Thing, field: str, after: Any) -> None:
    assert state_phrase(changed(thing, "x", change(field, "running", after))) is None


def test_the_state_of_a_container_counts_more_than_its_health() -> None:
    health, state = change("health", "healthy", "unhealthy"), change("state", "running", "exited")
    event = changed(Thing.CONTAINER, "web", health, state)
    assert state_phrase(event) == ("stopped", "state")
