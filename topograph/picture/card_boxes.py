"""Draw the cards, with the containers, links and ports on them."""

from topograph.picture.boxes import STATE_MARKS, draw_panel, draw_rows
from topograph.picture.change_lines import write_change
from topograph.picture.changes import shared, tooltip_lines
from topograph.picture.drawing import Box, DrawnPerson, Pill, Sign, Text
from topograph.picture.legible import legible
from topograph.picture.marking import around_card, card_lines
from topograph.picture.parts import Card
from topograph.picture.sheet import Lettering, Sheet, tooltip
from topograph.picture.sizes import (
    EDGE,
    GAP,
    LINE,
    PILL,
    PILL_GAP,
    ROW,
    SIGN,
    Sizes,
    owner,
    pill_lines,
)
from topograph.picture.spots import BandSpot, CardSpot
from topograph.picture.style import TEXTS
from topograph.picture.text_width import fit

__all__ = ["draw_card"]


def draw_card(sheet: Sheet, spot: CardSpot, sizes: Sizes, band: BandSpot) -> None:
    """Draw a card with the panels in it."""
    card = spot.card
    is_line = sizes.is_line(card)
    around = around_card(card)
    letters, signs = Lettering(hue=sheet.ink(card.change, around)), list[Sign]()
    people: list[DrawnPerson] = []
    pills: list[Pill] = []
    indent = 0
    if card.is_host:
        _write_frame(letters, spot, band)
    elif is_line:
        indent = SIGN + sizes.owners + GAP
        people = _write_line(sheet, letters, spot, sizes)
        _write_changes(sheet, letters, signs, spot)
    else:
        part = band.parts.get(card.key)
        words = f"part {part[0]} of {part[1]}" if part else ""
        people = _write_head(sheet, letters, signs, spot, words)
        pills = _pills(letters, spot, sizes)
    sheet.meanings.update(f"state {person.state}" for person in card.people)
    box = Box(
        id=sheet.next_box(),
        kind="host" if card.is_host else "netns" if card.panels else "card",
        node=card.node,
        x=spot.x,
        y=spot.y,
        width=spot.width,
        height=spot.height,
        is_frame=bool(card.panels),
        texts=tuple(letters.texts),
        signs=tuple(signs),
        pills=tuple(pills),
        people=tuple(people),
        rows=tuple(
            draw_rows(sheet, spot.rows, (spot.x, spot.width), (sizes.card_names, indent), around)
        ),
        title=_title(card, is_line),
        folded=card.folded,
        change=around,
    )
    sheet.boxes.append(box)
    for panel in spot.panels:
        draw_panel(sheet, panel, sizes, band, box.id, around=around)


def _title(card: Card, is_line: bool) -> str:
    """Return what the card does not show itself."""
    lines = [card.label, card.note, ", ".join(card.ports)] if is_line else []
    return tooltip(*tooltip_lines(card.change), *lines, *card.details)


def _write_frame(letters: Lettering, spot: CardSpot, band: BandSpot) -> None:
    """Write what a part of the host's own namespace is."""
    part = band.parts.get(spot.card.key)
    words = spot.card.name + (f", part {part[0]} of {part[1]}" if part else "")
    letters.write(spot.x + EDGE, spot.y + 20, words, "label", spot.width - 2 * EDGE)


def _write_line(
    sheet: Sheet, letters: Lettering, spot: CardSpot, sizes: Sizes
) -> list[DrawnPerson]:
    """Write the name of a card of one line, and what it has instead of links."""
    card, y = spot.card, spot.y + 16
    left = spot.x + EDGE
    if not card.rows:
        start = left + SIGN + sizes.owners + GAP
        words = card.note or card.label
        letters.write(start, y, words, "label", spot.x + spot.width - EDGE - start)
    if not card.people:
        letters.write(left + SIGN, y, owner(card), "line-name", sizes.owners)
        return []
    # Several containers have one line for all of their names.
    change = shared(person.change for person in card.people)
    names = Lettering(hue=sheet.ink(change, around_card(card)))
    names.write(left + SIGN, y, owner(card), "line-name", sizes.owners)
    nodes = [node for person in card.people for node in (person.folded or (person.node,))]
    lines = [
        line
        for p in card.people
        for line in (p.name, *tooltip_lines(p.change), p.image, *p.details)
    ]
    return [
        DrawnPerson(
            id=sheet.next_person(),
            node=card.people[0].node,
            texts=tuple(names.texts),
            signs=(Sign(STATE_MARKS[card.people[0].state], left + 4, y - 4, names.hue),),
            title=tooltip(*lines),
            folded=tuple(nodes) if len(nodes) > 1 else (),
            change=change,
        )
    ]


def _write_changes(sheet: Sheet, letters: Lettering, signs: list[Sign], spot: CardSpot) -> None:
    """Write what has changed of a card of one line, below that."""
    y = spot.rest + (0 if spot.card.rows else ROW)
    for name, change in card_lines(spot.card):
        place = (spot.x + EDGE + SIGN, y + 12, spot.width - 2 * EDGE - SIGN)
        write_change(sheet, letters, signs, place, change, name=name)
        y += LINE


def _write_head(
    sheet: Sheet, letters: Lettering, signs: list[Sign], spot: CardSpot, part: str
) -> list[DrawnPerson]:
    card = spot.card
    left, right = spot.x + EDGE, spot.x + spot.width - EDGE
    y = spot.y + 20
    drawn = []
    for person in card.people:
        names = Lettering(hue=sheet.ink(person.change, around_card(card)))
        marks = [Sign(STATE_MARKS[person.state], left + 4, y - 5, names.hue)]
        word = ", ".join(filter(None, (person.word, part)))
        used = names.write_end(right, y, word, "word", (right - left) // 2)
        end = right - (used + GAP if used else 0)
        names.write(left + SIGN, y, person.name, "name", end - left - SIGN)
        names.write(left, y + LINE, person.image, "label", right - left)
        place = (left, y + 2 * LINE, right - left)
        write_change(sheet, names, marks, place, person.change)
        drawn.append(
            DrawnPerson(
                id=sheet.next_person(),
                node=person.node,
                texts=tuple(names.texts),
                signs=tuple(marks),
                title=tooltip(*tooltip_lines(person.change), *person.details),
                folded=person.folded,
                change=person.change,
            )
        )
        y, part = y + 34 + (LINE if person.change else 0), ""
    if not card.people:
        used = letters.write_end(right, y, part, "word", (right - left) // 2)
        end = right - (used + GAP if used else 0)
        letters.write(left, y, card.name, "name", end - left)
        letters.write(left, y + LINE, card.label, "label", right - left)
        y += 34
    if not any(person.change for person in card.people):
        write_change(sheet, letters, signs, (left, y - 2, right - left), card.change)
    return drawn


def _pills(letters: Lettering, spot: CardSpot, sizes: Sizes) -> list[Pill]:
    """Write the note and return the ports below the rows of a card."""
    card, y = spot.card, spot.rest
    if card.note:
        letters.write(spot.x + EDGE, y + 12, card.note, "label", spot.width - 2 * EDGE)
        y += LINE + 2
    pills = []
    for line in pill_lines(card.ports, sizes.card):
        x = spot.x + EDGE
        for port, width in line:
            shown = fit(port, TEXTS["mac"], width - EDGE)
            text = Text(
                x + EDGE // 2,
                y + 13,
                shown,
                "mac",
                hue=letters.hue,
                full="" if shown == legible(port) else legible(port),
            )
            pills.append(Pill(x, y, width, PILL, text))
            x += width + PILL_GAP
        y += PILL + 4
    return pills
