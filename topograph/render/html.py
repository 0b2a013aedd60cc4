"""The report: one HTML page that needs nothing else, to attach to a ticket.

Nothing is loaded and nothing runs. The policy in its head names the hash of
each style in the page, so the styles have to be final before the head is written.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import unescape
from typing import Final

from markupsafe import Markup

from topograph.render.options import PANEL
from topograph.render.report import gap_groups, host_facts
from topograph.render.subject import Subject
from topograph.render.templates import environment, templates_folder
from topograph.tables import Table, make_tables

__all__ = ["policy", "render"]

_ORDER: Final = ("bridges", "links", "containers", "networks", "fdb", "namespaces", "gaps")
_STYLE: Final = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)
_MOST: Final = 10


def render(subject: Subject) -> bytes:
    """Return the page.

    Raises:
        MissingProgram: the layout needs Graphviz, which is not installed.
        RenderError: Graphviz failed, or the templates are missing.
    """
    style = (templates_folder() / "report.css").read_text(encoding="utf-8")
    picture = _picture(subject)
    # A style in an SVG is XML: the browser takes the hash of what it reads there.
    styles = [style, *(unescape(found) for found in _STYLE.findall(picture))]
    hosts = host_facts(subject.graph)
    page = (
        environment()
        .get_template("report.html")
        .render(
            title=_title([host.name for host in hosts]),
            policy=policy(styles),
            style=Markup(style),
            theme=subject.options.theme,
            hosts=hosts,
            captured_at=subject.snapshot.captured_at,
            tool=subject.snapshot.tool,
            is_cut=subject.is_cut,
            picture=Markup(picture),
            tables=_tables(subject),
            gaps=gap_groups(subject.graph),
            most=_MOST,
        )
    )
    return page.encode()


def policy(styles: Iterable[str]) -> str:
    """Return the Content-Security-Policy of a page that holds these styles and nothing else.

    >>> policy(["p{}"]).partition("; ")[0]
    "default-src 'none'"
    """
    hashes = dict.fromkeys(b64encode(sha256(s.encode()).digest()).decode() for s in styles)
    sources = " ".join(f"'sha256-{found}'" for found in hashes)
    return f"default-src 'none'; style-src {sources}; base-uri 'none'; form-action 'none'"


def _picture(subject: Subject) -> str:
    if subject.options.layout != PANEL:
        from topograph.render import graphviz_layout  # noqa: PLC0415

        return graphviz_layout.svg_text(subject)
    from topograph.render import svg  # noqa: PLC0415

    return svg.svg_text(subject.picture, subject.options.theme)


def _tables(subject: Subject) -> list[Table]:
    made = make_tables(subject.snapshot)
    tables = [made[name] for name in _ORDER]
    return [table.of(subject.graph) for table in tables] if subject.is_cut else tables


def _title(names: list[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more or "no host"
