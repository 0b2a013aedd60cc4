import pytest

from topograph.graph.states import trouble_of


@pytest.mark.parametrize(
    ("is_up", "carrier", "operstate", "words"),
    [
        (True, True, "UP", ""),
        (True, None, "UNKNOWN", ""),
        (True, None, "", ""),
        (False, None, "DOWN", "down"),
        (False, False, "LOWERLAYERDOWN", "down"),
        (True, False, "DOWN", "no carrier"),
        (True, None, "DOWN", "no carrier"),
        (True, False, "LOWERLAYERDOWN", "no carrier"),
        (True, True, "DORMANT", "dormant"),
        # brctl tells of none of these.
        (None, None, "UNKNOWN", ""),
    ],
)
def test_a_link_says_in_a_word_why_it_carries_nothing(
    is_up: bool | None, carrier: bool | None, operstate: str, words: str
) -> None:
    link = {"is_up": is_up, "carrier": carrier, "operstate": operstate}
    assert trouble_of(link) == words
