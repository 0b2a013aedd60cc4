"""The hosts that the tests of the report open, by name."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from msgspec.structs import replace

import topograph
from tests.golden import PROJECT
from tests.hosts import SOCKET, docker0, many, snapshot
from tests.render.mixed_host import hostile, mixed
from topograph.facts import Container, Host, Snapshot
from topograph.render import Options, Subject, render

__all__ = ["HARMFUL", "LONG", "ODD", "SUBJECTS", "page_of", "subject"]

HARMFUL: Final = (
    "\"'><img src=x onerror=alert(1)><script>alert(2)</script></svg></style></table><!-- -->"
    "]]>javascript:alert(3)\x1b[31m\u202e"
)
"""What would break out of each place that a text from outside can stand in."""
ODD: Final = "50%25 \"a\" 'b' <c>&amp;#d/é\u115f`\\"
"""What an address within a page, a selector and an attribute might each stumble over."""
LONG: Final = "a" * 253
"""As long as the name of a host can be, with no place to break it."""


def _named(name: str) -> Snapshot:
    """Return the classic host with a name of its own, for itself and for all that is in it."""
    found = docker0().hosts[0]
    root, *others = found.namespaces
    links = [replace(link, ifname=f"{link.ifname}{name}") for link in root.links]
    people = [replace(c, names=[f"{c.names[0]}{name}"]) for c in found.containers]
    return snapshot(
        replace(
            found,
            hostname=name,
            namespaces=[replace(root, links=links), *others],
            containers=people,
        )
    )


def _with_images(*images: str) -> Snapshot:
    """Return a host with a stopped container of each image, the newest first."""
    people = [
        Container(
            id=f"{n:064x}",
            names=[f"c{n}"],
            image=image,
            created=f"2026-11-20T08:00:{59 - n}Z",
            state="exited",
            engine=SOCKET,
        )
        for n, image in enumerate(images)
    ]
    return snapshot(Host(hostname="web1", containers=people))


def _several() -> Snapshot:
    return snapshot(*docker0().hosts, *mixed().hosts, *many(3, 2).hosts)


def _sample(name: str) -> Callable[[], Snapshot]:
    return lambda: topograph.load(PROJECT / "samples" / name / "snapshot.json")


SUBJECTS: Final[Mapping[str, Callable[[], Snapshot]]] = {
    "docker0": docker0,
    "mixed": mixed,
    "many": lambda: many(60, 4),
    "star": lambda: many(25),
    "harmful": lambda: hostile(HARMFUL),
    "odd": lambda: _named(ODD),
    "long": lambda: _named(LONG),
    "several": _several,
    "formulas": lambda: _with_images("=1+1", "+1", "-1", "@a", 'a,"b"', "a=1"),
    "marks": lambda: _with_images(
        "a|b", "`", "a``b`", "*a*", "\\", "a\\", "<b>", "&lt;", "[a](b)"
    ),
    "nothing": snapshot,
    **{name: _sample(name) for name in ("compose", "macvlan", "swarm", "two-networks", "modes")},
}
"""Each is called for its facts."""


@cache
def subject(name: str, options: Options | None = None) -> Subject:
    """Return what is made of one of them."""
    return Subject(SUBJECTS[name](), options)


@cache
def page_of(name: str, options: Options | None = None) -> bytes:
    """Return the report about one of them."""
    return render(subject(name, options), "html")
