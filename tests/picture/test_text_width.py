import pytest

from topograph.picture.legible import legible
from topograph.picture.style import TEXTS
from topograph.picture.text_width import ELLIPSIS, fit, fitting_width, is_measured, text_width

MONO, BOLD, SMALL = TEXTS["mono"], TEXTS["name"], TEXTS["label"]
ODD = [
    "a",
    "eth0",
    "i" * 253,
    "W" * 253,
    "é",
    "中文字",
    "שלום",
    "🐋🐋",
    "e\u0301\u0301\u0301\u0301",
]


def test_a_face_of_one_width_counts_characters() -> None:
    assert text_width("00:00:5e:00:53:01", MONO) == 123  # 17 * 0.602 * 12, rounded up
    assert text_width("", MONO) == 0


def test_letters_have_widths_of_their_own() -> None:
    assert text_width("iiii", BOLD) < text_width("nnnn", BOLD) < text_width("WWWW", BOLD)


def test_every_ascii_character_takes_room_in_every_style() -> None:
    for style in TEXTS.values():
        assert all(text_width(chr(code), style) > 0 for code in range(32, 127))


def test_larger_type_is_wider() -> None:
    assert text_width("name", TEXTS["title"]) > text_width("name", TEXTS["line-name"])


@pytest.mark.parametrize("text", ODD)
def test_what_fits_stays_whole(text: str) -> None:
    for style in TEXTS.values():
        shown = fit(text, style, fitting_width(text, style))
        assert shown == legible(text)


@pytest.mark.parametrize("width", [0, 5, 11, 12, 40, 100])
@pytest.mark.parametrize("text", ODD)
def test_what_is_fitted_is_never_wider_than_its_room(text: str, width: int) -> None:
    for style in TEXTS.values():
        assert text_width(fit(text, style, width), style) <= width


def test_what_is_cut_ends_with_an_ellipsis() -> None:
    assert fit("a-long-name", MONO, 60) == f"a-long-{ELLIPSIS}"


def test_a_name_is_cut_inside_since_names_differ_in_their_ends() -> None:
    shown = fit("a-very-long-name-prod-eu-west-1", MONO, 120, keeps_end=True)
    assert shown == f"a-very-lon{ELLIPSIS}est-1"
    assert text_width(shown, MONO) <= 120


@pytest.mark.parametrize("width", [0, 5, 11, 12, 40, 100])
@pytest.mark.parametrize("text", ODD)
def test_what_is_cut_inside_is_never_wider_than_its_room(text: str, width: int) -> None:
    for style in TEXTS.values():
        shown = fit(text, style, width, keeps_end=True)
        assert text_width(shown, style) <= width
        end = shown.rpartition(ELLIPSIS)[2]
        assert not end or fitting_width(end[0], style) > 0


def test_without_room_for_an_ellipsis_nothing_is_shown() -> None:
    assert fit("name", MONO, 3) == ""


def test_what_nobody_sees_takes_room_as_well() -> None:
    assert fitting_width("a\x00b\u202e", SMALL) > fitting_width("ab", SMALL)


def test_wide_characters_are_wider_than_others() -> None:
    assert text_width("中", MONO) > text_width("a", MONO)
    assert text_width("🐋", SMALL) > text_width("中", SMALL) > text_width("é", SMALL)


def test_combining_characters_take_no_room() -> None:
    assert text_width("e\u0301", SMALL) == text_width("e", SMALL)


def test_only_ascii_and_our_own_signs_are_measured() -> None:
    assert is_measured("0.0.0.0:80→80/tcp · …")
    assert not is_measured("é")
