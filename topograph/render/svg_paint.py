"""What the meanings of the picture's style are in SVG: attributes, and one style sheet."""

from collections.abc import Mapping
from typing import Final

from topograph.picture.changes import TONES
from topograph.picture.parts import NEUTRAL
from topograph.picture.style import (
    FACES,
    HUE_FILL,
    HUE_STROKE,
    HUES,
    IN_DIFFS,
    INKS,
    MARKS,
    PAINTS,
    STRONG,
    TEXTS,
    Face,
    Paint,
    hue_class,
)
from topograph.render.palette import Palette
from topograph.render.xml_text import sound

__all__ = ["Paints", "dark_rules", "quote"]

_BASE: Final = TEXTS["mono"]
"""What most texts are; it is said once, above all of them."""


class Paints(Palette):
    """The attributes of shapes and texts in one theme.

    Args:
        is_dark: which of the two.
        faces: family and weight of each face.
    """

    def __init__(self, is_dark: bool, faces: Mapping[Face, tuple[str, str]] = FACES) -> None:
        super().__init__(is_dark)
        self._faces = faces

    def base(self) -> str:
        """Return what all texts have in common."""
        return f'font-family="{quote(self._faces[Face.MONO][0])}" font-size="{_BASE.size}"'

    def shape(self, name: str, paint: Paint, hue: int = NEUTRAL) -> str:
        """Return the attributes of a shape, its class first."""
        classes = [name]
        attributes = []
        for attribute, ink, prefix in (
            ("fill", paint.fill, HUE_FILL),
            ("stroke", paint.stroke, HUE_STROKE),
        ):
            if (ink == "hue" and hue != NEUTRAL) or (ink in STRONG and hue in TONES):
                classes.append(hue_class(prefix, hue))
            if ink != "none" or attribute == "fill":
                attributes.append(f'{attribute}="{self.of(ink, paint, hue)}"')
        if paint.stroke != "none" and paint.width != "1":
            attributes.append(f'stroke-width="{paint.width}"')
        if paint.dash:
            attributes.append(f'stroke-dasharray="{paint.dash}"')
        if paint.opacity:
            attributes.append(f'fill-opacity="{paint.opacity}"')
        return f'class="{" ".join(classes)}" {" ".join(attributes)}'

    def text(self, name: str, hue: int = NEUTRAL) -> str:
        """Return the attributes of a text, as far as they differ from the usual."""
        style = TEXTS[name]
        if style is _BASE and hue == NEUTRAL:
            return ""
        classes, attributes = style.name, []
        if hue != NEUTRAL:
            classes += f" {hue_class(HUE_FILL, hue)}"
            attributes.append(f'fill="{self.hue(hue)}"')
        elif style.ink != _BASE.ink:
            attributes.append(f'fill="{self.ink(style.ink)}"')
        if style.size != _BASE.size:
            attributes.append(f'font-size="{style.size}"')
        family, weight = self._faces[style.face]
        if style.face is not _BASE.face:
            attributes.append(f'font-family="{quote(family)}"')
        if weight != "400":
            attributes.append(f'font-weight="{weight}"')
        return " ".join((f'class="{classes}"', *attributes))


def dark_rules(media: str = "(prefers-color-scheme:dark)", *, is_diff: bool = False) -> str:
    """Return the style sheet that makes a light picture dark.

    Args:
        media: where; for those who like it so, if nothing else is said.
        is_diff: whether the picture has tones.
    """
    rules: dict[str, list[str]] = {}
    names = {"ink": Paint("ink")}
    names |= {style.name: Paint(style.ink) for style in TEXTS.values() if style is not _BASE}
    for name, paint in (*names.items(), *PAINTS.items(), *MARKS.items()):
        if name in IN_DIFFS and not is_diff:
            continue
        for attribute, ink in (("fill", paint.fill), ("stroke", paint.stroke)):
            if ink != "none":
                colour = INKS[paint.neutral if ink == "hue" else ink].dark
                rules.setdefault(f"{attribute}:{colour}", []).append(f".{name}")
    # After the others, so that a hue wins over what is neutral. A diff has tones instead.
    tones = {number: INKS[name] for number, name in TONES.items()}
    for n, tone in tones.items() if is_diff else enumerate(HUES):
        rules[f"fill:{tone.dark}/*{n}*/"] = [f".{hue_class(HUE_FILL, n)}"]
        rules[f"stroke:{tone.dark}/*{n}*/"] = [f".{hue_class(HUE_STROKE, n)}"]
    written = "".join(
        f"{','.join(f'.topograph {name}' for name in names)}{{{rule.partition('/')[0]}}}"
        for rule, names in rules.items()
    )
    return f"@media{media}{{{written}}}"


def quote(text: str) -> str:
    """Return text as the content of an element or of an attribute in double quotes."""
    text = sound(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")
