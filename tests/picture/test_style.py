"""Colours that can be read and told apart, in both themes."""

import pytest

from topograph.picture.style import FACES, HUES, INKS, MARKS, PAINTS, TEXTS, Mark, Tone

THEMES = Tone._fields
Colour = tuple[float, float, float]


def colour(text: str) -> Colour:
    red, green, blue = (int(text[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return red, green, blue


def blend(top: Colour, share: float, ground: Colour) -> Colour:
    red, green, blue = (t * share + g * (1 - share) for t, g in zip(top, ground, strict=True))
    return red, green, blue


def luminance(of: Colour) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in of]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def ink(name: str, theme: str) -> Colour:
    return colour(getattr(INKS[name], theme))


def heads(theme: str) -> list[tuple[Colour, Colour]]:
    """Return what the head of a panel may be painted in, and its ground."""
    share = float(PAINTS["head"].opacity)
    hues = [colour(getattr(hue, theme)) for hue in HUES] + [ink(PAINTS["head"].neutral, theme)]
    return [(hue, blend(hue, share, ink("paper", theme))) for hue in hues]


def test_the_contrast_is_that_of_the_standard() -> None:
    assert contrast(colour("#000000"), colour("#ffffff")) == pytest.approx(21)
    assert contrast(colour("#777777"), colour("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_can_be_read_on_each_ground_that_it_stands_on(theme: str) -> None:
    grounds = [ink(name, theme) for name in ("page", "ground", "paper", "pill")]
    grounds += [ground for _, ground in heads(theme)]
    for style in TEXTS.values():
        for ground in grounds:
            assert contrast(ink(style.ink, theme), ground) >= 4.5, style.name


@pytest.mark.parametrize("theme", THEMES)
def test_the_name_of_a_network_can_be_read_on_its_head(theme: str) -> None:
    for hue, ground in heads(theme)[:-1]:
        assert contrast(hue, ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_cables_and_marks_stand_out_from_what_they_are_on(theme: str) -> None:
    inks = {paint.stroke for paint in MARKS.values()} - {"hue"} | {"wire"}
    strokes = [ink(name, theme) for name in inks]
    strokes += [colour(getattr(hue, theme)) for hue in HUES]
    for stroke in strokes:
        for ground in ("page", "ground", "paper"):
            assert contrast(stroke, ink(ground, theme)) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_no_two_networks_have_the_same_hue(theme: str) -> None:
    assert len({getattr(hue, theme) for hue in HUES}) == len(HUES)


def test_a_class_has_one_meaning() -> None:
    names = [*TEXTS, *PAINTS, *MARKS]
    assert len(names) == len(set(names))


def test_every_meaning_has_colours_and_a_face_that_exist() -> None:
    assert set(MARKS) == set(Mark)
    for style in TEXTS.values():
        assert style.ink in INKS
        assert style.face in FACES
    for paint in (*PAINTS.values(), *MARKS.values()):
        assert {paint.fill, paint.stroke, paint.neutral} <= {*INKS, "hue", "none"}


def test_kinds_of_lines_differ_without_their_colours() -> None:
    kinds = ("lower", "inferred", "routed")
    assert len({PAINTS[kind].dash for kind in kinds} - {""}) == len(kinds)
    assert PAINTS["peer"].dash == ""
