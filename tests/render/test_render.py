import subprocess
import sys
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hosts import docker0
from tests.properties.strategies import shuffled, snapshots
from tests.render.mixed_host import hostile, mixed
from topograph.errors import UnknownFormat
from topograph.facts import Snapshot
from topograph.render import FORMATS, Options, Subject, render

TEXTS = [name for name, found in FORMATS.items() if found.is_text]
WHOLE = [name for name in TEXTS if name != "md"]
"""Those that tell all; a summary leaves most out."""

calm = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("name", WHOLE)
def test_each_format_names_what_is_on_the_host(name: str) -> None:
    data = render(Subject(docker0()), name)
    for word in ("docker0", "veth7f6daae", "pensive_yonath", "172.17.0.2/16", "02:42:ac:11:00:02"):
        assert word in data.decode()
    assert data.endswith(b"\n")


@pytest.mark.parametrize("name", WHOLE)
def test_each_format_tells_of_each_shape_and_of_the_gaps(name: str) -> None:
    text = render(Subject(mixed()), name).decode()
    for word in ("sidecar", "agent", "batch", "old", "far", "blue", "eth0.7", "operation not"):
        assert word in text


# A report holds the snapshot as it came; test_html.py looks at all else in it.
@pytest.mark.parametrize("name", [n for n in TEXTS if n != "html"])
def test_shuffled_facts_give_the_same_bytes(name: str) -> None:
    for found in (mixed(), docker0()):
        for seed in range(3):
            other = shuffled(found, Random(seed))
            assert render(Subject(found), name) == render(Subject(other), name)


@pytest.mark.parametrize("name", [n for n in TEXTS if n not in ("svg", "html")])
@calm
@given(found=snapshots(), random=st.randoms(use_true_random=False))
def test_odd_facts_in_any_order_give_the_same_bytes(
    name: str, found: Snapshot, random: Random
) -> None:
    assert render(Subject(found), name) == render(Subject(shuffled(found, random)), name)


@pytest.mark.parametrize("name", [n for n in TEXTS if n != "json"])
@pytest.mark.parametrize(
    "text", ["\x1b[31mred", "nul\x00", "\u202egnp.exe", "\u2028", "bell\x07\r", "\x9b2J"]
)
def test_nothing_unseen_comes_through(name: str, text: str) -> None:
    out = render(Subject(hostile(text)), name).decode()
    assert not [c for c in out if not c.isprintable() and c != "\n"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_lone_surrogate_breaks_no_format(name: str) -> None:
    assert render(Subject(hostile("a\ud800b")), name)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UnknownFormat, match="docx"):
        render(Subject(docker0()), "docx")


@pytest.mark.graphviz
def test_a_layout_by_graphviz_changes_pictures_alone() -> None:
    ours, theirs = Subject(docker0()), Subject(docker0(), Options(layout="dot"))
    assert render(ours, "svg") != render(theirs, "svg")
    assert b'class="edge peer"' in render(theirs, "svg")
    assert render(ours, "text") == render(theirs, "text")


def test_heavy_packages_wait_until_a_format_needs_them() -> None:
    code = (
        "import sys, topograph.render\n"
        "heavy = {'networkx', 'graphviz', 'jinja2', 'typst', 'topograph.graph'}\n"
        "heavy |= {'topograph.picture'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
