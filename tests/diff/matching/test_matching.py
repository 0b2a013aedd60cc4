from collections.abc import Callable, Hashable

import pytest

from topograph.diff.matching import pair_off


def first_letter(word: str) -> Hashable | None:
    return word[:1] or None


@pytest.mark.parametrize(
    ("before", "after", "known", "pairs"),
    [
        (["ant", "bee"], ["bat", "asp"], {}, {"ant": "asp", "bee": "bat"}),
        (["ant", "asp"], ["auk"], {}, {"ant": "auk"}),
        (["ant", "asp"], ["auk", "ape"], {}, {"ant": "auk", "asp": "ape"}),
        (["ant", "asp"], ["auk", "ape"], {"ant": "ape"}, {"ant": "ape", "asp": "auk"}),
        ([""], [""], {}, {}),
        ([], ["ant"], {}, {}),
    ],
)
def test_what_bears_the_same_sign_is_paired_in_order(
    before: list[str], after: list[str], known: dict[str, str], pairs: dict[str, str]
) -> None:
    found = dict(known)
    pair_off(before, after, found, (first_letter, first_letter))
    assert found == pairs


@pytest.mark.parametrize("before", [["ant"], ["ant", "asp"]])
def test_signs_of_several_things_can_be_left_out(before: list[str]) -> None:
    sign: Callable[[str], Hashable | None] = first_letter
    found: dict[str, str] = {}
    pair_off(before, ["auk"], found, (sign, sign), is_unique=True)
    assert found == ({"ant": "auk"} if len(before) == 1 else {})
