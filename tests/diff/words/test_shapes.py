from tests.diff.build_diff import added, change, changed, entry, removed
from topograph.diff.model import Entry, Thing, Verb
from topograph.diff.words.folding import fold
from topograph.diff.words.lines import entry_lines
from topograph.diff.words.sentence import plain
from topograph.diff.words.shapes import shape

CONTAINER, LINK = Thing.CONTAINER, Thing.LINK


def stopped(number: int, state: str = "exited") -> Entry:
    parts = [removed(LINK, f"veth{number}"), removed(LINK, "eth0", inside=f"c{number}")]
    return changed(CONTAINER, f"c{number}", change("state", "running", state), parts=parts)


def new(number: int) -> Entry:
    ports = change("ports", None, [f"{number}/tcp"])
    return added(
        CONTAINER,
        f"c{number}",
        change("image", None, "web:1"),
        ports,
        parts=[
            added(LINK, f"veth{number}"),
            added(Thing.ENDPOINT, "front", change("addresses", None, [f"{number}"]), inside="c"),
        ],
    )


def lines(*events: Entry, by_shape: bool = True) -> list[str]:
    found = entry_lines(events, by_shape=by_shape)
    return [f"{'  ' * line.depth}{line.mark} {plain(line.words)}" for line in found]


def test_events_that_differ_in_the_names_of_their_parts_are_one() -> None:
    assert lines(*map(stopped, range(5))) == [
        "± 5 containers stopped: c0, c1, c2 and 2 more; each with 2 links removed"
    ]


def test_only_what_all_have_in_common_is_told_of_them() -> None:
    assert lines(*map(new, range(4))) == [
        "+ 4 containers added: c0, c1, c2 and 1 more",
        "   image web:1",
        "   ports different in each",
        "   each with 1 link added, 1 endpoint added",
    ]


def test_by_themselves_each_is_told_with_its_parts() -> None:
    assert len(lines(*map(stopped, range(5)), by_shape=False)) == 15


def test_another_event_or_another_part_makes_another_shape() -> None:
    paused = stopped(9, "paused")
    assert len(fold([*map(stopped, range(4)), paused])) == 2
    fewer = changed(
        CONTAINER, "d", change("state", "running", "exited"), parts=[removed(LINK, "v")]
    )
    assert len(fold([*map(stopped, range(4)), fewer])) == 2
    assert shape(stopped(1)) == shape(stopped(2)) == shape(paused)
    assert shape(stopped(1)) != shape(fewer)


def test_what_each_was_renamed_to_stays() -> None:
    parts = [changed(LINK, "eth0", change("mtu", 1500, 1400))]
    events = [
        entry(Verb.RENAMED, CONTAINER, f"a{n}", to=f"b{n}", parts=[*parts, removed(LINK, f"v{n}")])
        for n in range(5)
    ]
    assert len(fold(events)) == 5


def test_parts_of_parts_in_great_depth_have_a_shape_in_no_time() -> None:
    deep = removed(LINK, "l")
    for n in range(60):
        deep = removed(LINK, f"l{n}", parts=[deep])
    assert shape(deep) == shape(deep)
