from xml.etree import ElementTree

import pytest

from topograph.picture.parts import NEUTRAL
from topograph.picture.style import HUES, INKS, PAINTS
from topograph.render.svg_paint import Paints, quote


@pytest.mark.parametrize("text", ["a<b>&\"c'", "]]>", "--", "é中🐋", "&amp;", ""])
def test_quoted_text_is_read_as_it_was(text: str) -> None:
    root = ElementTree.fromstring(f'<a b="{quote(text)}">{quote(text)}</a>')
    assert (root.get("b"), root.text or "") == (text, text)


@pytest.mark.parametrize("text", ["\x00", "\x1b", "\ud800", "\ufffe"])
def test_what_xml_does_not_allow_is_replaced(text: str) -> None:
    assert quote(f"a{text}b") == "a\ufffdb"


def test_a_shape_of_a_network_has_its_hue_as_class_and_as_colour() -> None:
    assert Paints(is_dark=False).shape("peer", PAINTS["peer"], 2) == (
        f'class="peer s2" fill="none" stroke="{HUES[2].light}" stroke-width="1.8"'
    )


def test_a_shape_of_no_network_has_what_stands_for_a_hue() -> None:
    shape = Paints(is_dark=True).shape("panel", PAINTS["panel"], NEUTRAL)
    assert f'fill="{INKS["paper"].dark}" stroke="{INKS["line"].dark}"' in shape
    assert 'class="panel"' in shape


def test_the_usual_text_needs_no_attributes() -> None:
    assert Paints(is_dark=False).text("mono") == ""
    assert Paints(is_dark=False).text("mac") == (
        f'class="mac" fill="{INKS["soft"].light}" font-size="11"'
    )
