"""Whatever a text leaves out, nothing that it says is contrary to what is really so."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tests.printing import printed
from tests.properties.truth import a_detail, lies
from tests.properties.whole_hosts import Maker

GUESSES = ("peer inferred", "endpoint inferred", "kind guessed")
"""What traces tell may be wrong where the one thing that speaks against it was not told."""
HOSTS = 400
MOST_WRONG = 0.01


def found_in(seed: int) -> list[tuple[str, str]]:
    maker = Maker(seed)
    detail, host = a_detail(maker, maker.host())
    return list(lies(host, printed(host, detail)))


@given(st.integers(0, 2**32 - 1))
def test_what_a_text_tells_is_true_and_no_difference(seed: int) -> None:
    lies_told = [one for one in found_in(seed) if not one[0].startswith(("ok", *GUESSES))]
    assert lies_told == []


def test_few_guesses_are_wrong() -> None:
    kinds = Counter(kind for seed in range(HOSTS) for kind, _ in found_in(seed))
    for guess in GUESSES[:2]:
        wrong = sum(n for kind, n in kinds.items() if kind.startswith(guess))
        right = sum(n for kind, n in kinds.items() if kind.startswith(f"ok {guess}"))
        assert right > HOSTS / 4
        assert wrong <= MOST_WRONG * right, guess
