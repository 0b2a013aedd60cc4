"""Colours that can be read and told apart, in both themes."""

from collections.abc import Sequence
from itertools import combinations
from math import dist

import pytest

from topograph.picture.changes import ADDED, DIM, REMOVED, TONES, VERBS
from topograph.picture.parts import NEUTRAL
from topograph.picture.style import (
    CHANGE_MARKS,
    FACES,
    HUES,
    INKS,
    MARKS,
    PAINTS,
    TEXTS,
    Mark,
    Tone,
    line_paint,
)

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
    inks = {paint.stroke for paint in MARKS.values()} - {"hue", "none"} | {"wire", *TONES.values()}
    strokes = [ink(name, theme) for name in inks]
    strokes += [colour(getattr(hue, theme)) for hue in HUES]
    for stroke in strokes:
        for ground in ("page", "ground", "paper"):
            assert contrast(stroke, ink(ground, theme)) >= 3


def tinted(theme: str) -> list[Colour]:
    """Return the grounds of parts that have changed: a tint on a box, or on the head of one."""
    share = float(PAINTS["tint"].opacity)
    below = [ink("ground", theme), ink("paper", theme), heads(theme)[-1][1]]
    tones = [ink(TONES[tone], theme) for tone in TONES if tone != DIM]
    return [blend(tone, share, ground) for tone in tones for ground in below]


@pytest.mark.parametrize("theme", THEMES)
def test_what_has_changed_can_be_read_on_each_ground_that_it_stands_on(theme: str) -> None:
    grounds = [ink(name, theme) for name in ("page", "ground", "paper")]
    grounds += [heads(theme)[-1][1], *tinted(theme)]
    for tone in set(TONES) - {DIM}:
        for ground in grounds:
            assert contrast(ink(TONES[tone], theme), ground) >= 4.5, TONES[tone]


@pytest.mark.parametrize("theme", THEMES)
def test_the_other_texts_of_what_has_changed_can_be_read_on_its_tint(theme: str) -> None:
    for style in TEXTS.values():
        for ground in tinted(theme):
            assert contrast(ink(style.ink, theme), ground) >= 4.5, style.name


@pytest.mark.parametrize("theme", THEMES)
def test_what_is_dim_can_be_read_as_well(theme: str) -> None:
    grounds = [ink(name, theme) for name in ("page", "ground", "paper", "pill")]
    for ground in (*grounds, heads(theme)[-1][1]):
        assert contrast(ink("dim", theme), ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_what_is_dim_stands_back_behind_what_is_not(theme: str) -> None:
    paper = ink("paper", theme)
    assert contrast(ink("dim", theme), paper) < contrast(ink("ink", theme), paper) / 2


@pytest.mark.parametrize("theme", THEMES)
def test_the_sign_on_a_mark_stands_out_from_its_disc(theme: str) -> None:
    for tone in set(TONES) - {DIM}:
        sign = ink(PAINTS["sign"].fill, theme)
        assert contrast(ink(TONES[tone], theme), sign) >= 4.5, TONES[tone]


def seen_by(of: Colour, eye: str) -> Colour:
    """Return a colour as such an eye sees it, in the coordinates of OKLab."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in of]
    cones = times(LINEAR_TO_CONES, [min(1, max(0, c)) for c in times(EYES[eye], linear)])
    lightness, red, blue = times(CONES_TO_LAB, [c ** (1 / 3) for c in cones])
    return lightness, red, blue


def times(matrix: list[list[float]], vector: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


# Machado, Oliveira, Fernandes: A Physiologically-based Model for Simulation of Color Vision
# Deficiency (2009), severity 1.
EYES: dict[str, list[list[float]]] = {
    "usual": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
# Ottosson: A perceptual color space for image processing (2020).
LINEAR_TO_CONES = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
]
CONES_TO_LAB = [
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
]


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("theme", THEMES)
def test_the_hues_of_two_networks_differ_for_every_eye(theme: str, eye: str) -> None:
    """A difference of 0.02 can just be seen; the palette keeps more than three times that."""
    hues = [seen_by(colour(getattr(hue, theme)), eye) for hue in HUES]
    assert min(dist(one, other) for one, other in combinations(hues, 2)) > 0.07


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("theme", THEMES)
def test_the_tones_of_two_kinds_of_change_differ_for_every_eye(theme: str, eye: str) -> None:
    tones = [seen_by(ink(name, theme), eye) for name in TONES.values()]
    assert min(dist(one, other) for one, other in combinations(tones, 2)) > 0.06


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


def test_every_tone_has_an_ink() -> None:
    assert set(TONES.values()) <= set(INKS)


def test_each_kind_of_change_has_a_mark_of_its_own() -> None:
    marks = {verb: CHANGE_MARKS.get(verb, Mark.CHANGED) for verb in VERBS}
    assert len({marks[v] for v in ("added", "removed", "moved", "unknown", "changed")}) == 5
    tones = {VERBS[verb] for verb in ("added", "removed", "unknown", "changed")}
    assert len(tones) == 4


def test_a_removed_line_has_gaps_and_a_new_one_has_none() -> None:
    assert line_paint("peer", REMOVED).dash
    assert line_paint("peer", ADDED).dash == ""
    assert line_paint("lower", ADDED).dash == PAINTS["lower"].dash
    assert line_paint("peer", 3) == line_paint("peer", NEUTRAL) == PAINTS["peer"]


def test_a_changed_line_is_wider_than_a_dim_one() -> None:
    for kind in ("peer", "lower", "bundle", "routed"):
        dim, new = (float(line_paint(kind, tone).width) for tone in (DIM, ADDED))
        assert dim < new
    assert line_paint("bundle", ADDED).width == PAINTS["bundle"].width
    assert float(line_paint("peer", DIM).width) < float(line_paint("bundle", DIM).width)
