"""Which bridges of a host stand on the far side of the cards, and in which order the others."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from tests.hosts import docker0, many
from tests.picture.crossings import crossings, lines_of_picture
from tests.picture.shown import picture_of, view_of, words_in
from topograph.picture.parts import Cable, CableKind, Card, Host, Panel, Row
from topograph.picture.spreading import spread


def host(*plugged: str, fixed: Iterable[str] = ()) -> tuple[Host, list[Cable]]:
    """Return a host with a card for each word, plugged into the panels of its letters."""
    rows: dict[str, list[Row]] = {letter: [] for letter in sorted(set("".join(plugged)))}
    cards, cables = [], []
    for n, letters in enumerate(plugged):
        links = []
        for letter in letters:
            port, link = f"{letter}{n}", f"{n}{letter}"
            rows[letter].append(Row(port, port, port))
            links.append(Row(link, link, link))
            cables.append(Cable("", CableKind.PEER, (port, link)))
        cards.append(Card(f"card{n}", f"card{n}", rows=tuple(links)))
    panels = [
        Panel(letter, letter, letter, is_bridge=letter not in fixed, rows=tuple(ports))
        for letter, ports in rows.items()
    ]
    return Host("host", "root", "h", (), panels=tuple(panels), cards=tuple(cards)), cables


def sides(*plugged: str, fixed: Iterable[str] = ()) -> tuple[str, str]:
    """Return the panels that stay, and those on the far side, each in their order."""
    made = spread(*host(*plugged, fixed=fixed))
    far = [panel.name for card in made.cards if card.is_host for panel in card.panels]
    return "".join(panel.name for panel in made.panels), "".join(far)


def test_bridges_that_share_nothing_stay() -> None:
    assert sides(*"aaabbbccc") == ("abc", "")


def test_one_container_on_two_bridges_is_no_reason_to_move_one() -> None:
    assert sides("a", "ab", "b") == ("ab", "")


def test_a_bridge_that_all_others_share_stands_on_the_far_side() -> None:
    projects = [f"{letter}p" if n == 0 else letter for letter in "abcdefgh" for n in range(3)]
    assert sides(*projects) == ("abcdefgh", "p")


def test_a_list_that_is_no_bridge_stays_where_it_is() -> None:
    projects = [f"{letter}p" if n == 0 else letter for letter in "abcdefgh" for n in range(3)]
    assert "p" in sides(*projects, fixed="p")[0]


def test_a_bridge_with_many_containers_of_its_own_stays() -> None:
    shared = ["ab"] * 4
    assert sides(*shared, *"a" * 90, *"b" * 90)[1] == ""


def test_bridges_in_a_ring_become_a_chain_with_one_beyond_it() -> None:
    ring = [pair for pair in ("ab", "bc", "cd", "de", "ea") for _ in range(6)]
    left, far = sides(*ring)
    assert sorted(left + far) == list("abcde")
    assert far
    pairs = {frozenset(pair) for pair in ring}
    assert not any(frozenset((one, other)) in pairs for one in far for other in far)


def test_bridges_that_share_containers_are_neighbours() -> None:
    shared = [*["ac"] * 6, *["bd"] * 6, *"abcd"]
    assert sides(*shared, fixed="abcd") == ("acbd", "")


def test_bridges_that_share_hardly_anything_keep_their_order() -> None:
    assert sides("ac", "bd", *"abcd") == ("abcd", "")


@pytest.mark.parametrize("projects", [3, 8, 30])
def test_no_cable_crosses_where_projects_share_a_proxy(projects: int) -> None:
    letters = [chr(0x4E00 + n) for n in range(projects)]
    made = spread(*host(*[f"{one}{also}" for one in letters for also in ("p", "", "")]))
    assert [card.panels[0].name for card in made.cards if card.is_host] == ["p"]


def test_the_far_part_says_that_it_is_the_host_and_is_routed() -> None:
    picture = picture_of(many(30, 3))
    words = words_in(picture)
    assert any(text.startswith("host namespace, continued") for text in words)
    frames = [box for box in picture.boxes if box.kind == "host"]
    assert {box.node for box in frames} == {"netns/web1"}
    assert any("routed" in text for text in words if text.startswith("network "))


def test_every_card_and_panel_is_still_there() -> None:
    before, cables = host(*["ap", "bp", "cp", "dp", "ep", "a", "b"] * 3)
    after = spread(before, cables)
    panels = [p for card in after.cards for p in card.panels] + list(after.panels)
    assert sorted(p.name for p in panels) == [p.name for p in before.panels]
    assert [card for card in after.cards if not card.is_host] == list(before.cards)


def test_a_host_on_which_nothing_is_shared_is_left_as_it_is() -> None:
    (one,) = view_of(docker0()).hosts
    assert spread(one, view_of(docker0()).cables) is one


def test_fewer_cables_cross_than_if_all_bridges_stood_on_one_side() -> None:
    assert crossings(lines_of_picture(picture_of(many(40, 6)))) == 0


def test_two_bridges_that_share_both_ways_are_put_on_both_sides() -> None:
    """Of five that begin on each of the two, the other cables would all cross."""
    assert sides(*["ab"] * 5, *["ba"] * 5, *"a" * 9, *"b" * 9)[1] != ""


def test_no_bridge_stands_beside_the_containers_of_another() -> None:
    """Each of the two would span all; only one of them can."""
    left, far = sides(*["ax", "bx", "cx", "dx"] * 4, *["ay", "dy"] * 9)
    assert far in ("x", "y")
    assert sorted(left + far) == list("abcdxy")


def test_a_container_on_very_many_bridges_moves_none_of_them() -> None:
    letters = "".join(chr(0x4E00 + n) for n in range(40))
    assert sides(letters, *letters)[1] == ""


def test_a_bridge_with_the_default_route_stays() -> None:
    made, cables = host(*[f"{one}{also}" for one in "abcdefgh" for also in ("p", "", "")])
    panels = [replace(p, gateways=("192.0.2.1",)) if p.name == "p" else p for p in made.panels]
    after = spread(replace(made, panels=tuple(panels)), cables)
    assert "p" in [panel.name for panel in after.panels]
