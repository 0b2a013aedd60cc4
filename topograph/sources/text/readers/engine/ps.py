"""Read `docker ps` and `podman ps`."""

import re
from collections.abc import Sequence
from typing import Any, Final

from topograph.sources.engine.containers import containers_from_json
from topograph.sources.engine.pruning import prune_containers
from topograph.sources.text.reader import TextReader
from topograph.sources.text.readers.engine.ports import Budget, ports_of
from topograph.sources.text.readers.engine.tables import Columns, cells_of, columns_of
from topograph.sources.text.readers.lines import bare, read_lines
from topograph.sources.text.told import Line, Told, ToldContainer

__all__ = ["DOCKER_PS"]

HEADINGS: Final = frozenset(
    (
        *("CONTAINER ID", "IMAGE", "COMMAND", "CREATED", "CREATED AT", "STATUS", "STATE"),
        *("PORTS", "NAMES", "SIZE", "LABELS", "LOCAL VOLUMES", "MOUNTS", "NETWORKS"),
        *("POD ID", "PODNAME", "POD", "RUNNING FOR", "ID", "CONTAINERID"),
    )
)
IDS: Final = ("CONTAINER ID", "CONTAINERID", "ID")
STATES: Final = (
    ("Up", "running"),
    ("Exited", "exited"),
    ("Created", "created"),
    ("Restarting", "restarting"),
    ("Removal In Progress", "removing"),
    ("Removing", "removing"),
    ("Dead", "dead"),
    ("Paused", "paused"),
    ("Initialized", "created"),
    ("Stopping", "running"),
    ("Stopped", "exited"),
    ("Configured", "created"),
)
"""How the sentence begins, and the state that the API gives with it."""
PAUSED: Final = "(Paused)"
CUT: Final = 20
"""Up to Docker 1.13 a command line is cut to so many characters, and nothing says that it was."""
LIMITING: Final = re.compile(r"--(?:filter|last|latest|no-trunc=false)(?:=.*)?|-[a-zA-Z]*[fnl].*")
ALL: Final = re.compile(r"--all(?:=true)?|-[a-zA-Z]*a[a-zA-Z]*")

NARROW: Final = (("CONTAINER ID", "IMAGE", "COMMAND", "CREATED", "STATUS", "PORTS", "NAMES"),)
"""The head where all blanks but one between two words were lost."""

_ID: Final = re.compile(r"[0-9a-f]{10,64}")
_AGE: Final = r"(?:Less than a|About an?|[0-9]{1,9}) (?:second|minute|hour|day|week|month|year)s?"
_NARROW_ROW: Final = re.compile(
    rf'([0-9a-f]{{12,64}}) (\S+) ("[^"]*") ({_AGE} ago) '
    rf"(Up {_AGE}(?: \([^()]{{1,40}}\))?|(?:Exited|Restarting) \([0-9]{{1,3}}\) {_AGE} ago"
    r"|Created|Dead|Removal In Progress)"
    r"(?: (\S+->\S+(?:, \S+)*|\S+/(?:tcp|udp|sctp)(?:, \S+)*))? (\S+)"
)


def begins_docker_ps(text: str) -> bool:
    """Tell whether a line is the head of the table."""
    if "NAMES" not in text and "CONTAINER ID" not in text:
        return False
    columns = columns_of(text, HEADINGS, NARROW)
    return columns is not None and len(columns) > 1


def read_docker_ps(lines: Sequence[Line], argv: tuple[str, ...]) -> Told:
    """Read the table, or the ids of `docker ps -q`.

    A table without a column of ids gives containers with an empty one: only names tell them.
    """
    told = Told(complete={"containers"} if _are_all(argv) else set())
    columns: Columns = []
    # Podman writes 0.0.0.0 where no address was asked for, which its API leaves empty.
    budget = Budget(nowhere="0.0.0.0" if bare(argv)[:1] == ("podman",) else "")

    def take(text: str) -> bool:
        if head := columns_of(text, HEADINGS, NARROW):
            columns[:] = head
            return True
        if not columns:
            name = text.strip()
            if argv and _ID.fullmatch(name):
                told.containers.append(ToldContainer(name))
                return True
            return False
        if columns[-1][1] == 0:
            row = _NARROW_ROW.fullmatch(text.strip()) if len(text) < 4000 else None
            cells = dict(zip(NARROW[0], row.groups(""), strict=True)) if row else None
        else:
            cells = cells_of(text, columns, "PORTS")
        found = _container(cells, budget) if cells else None
        if found:
            told.containers.append(found)
        return found is not None

    return read_lines(lines, told, take)


def _are_all(argv: tuple[str, ...]) -> bool:
    options = [word for word in argv[1:] if word.startswith("-")]
    is_limited = any(LIMITING.fullmatch(word) for word in options)
    return any(ALL.fullmatch(word) for word in options) and not is_limited


def _container(cells: dict[str, str], budget: Budget) -> ToldContainer | None:
    name = next((cells[one] for one in IDS if one in cells), "")
    told: dict[str, Any] = {"Id": name or "0"}
    fields: list[str] = []
    if any(one in cells for one in IDS) and not _ID.fullmatch(name):
        return None
    if cells.get("NAMES"):
        told["Names"] = cells["NAMES"].split(",")
        fields.append("names")
    elif not name:
        return None
    if cells.get("IMAGE"):
        told["Image"] = cells["IMAGE"]
        fields.append("image")
    if program := _program(cells.get("COMMAND", "")):
        told["Command"] = program
        fields.append("program")
    if "STATUS" in cells or "STATE" in cells:
        state = cells.get("STATE", "") or _state(cells.get("STATUS", ""))
        if not state:
            return None
        told |= {"State": state, "Status": cells.get("STATUS", "")}
        fields += ["state", "status", "health"] if "STATUS" in cells else ["state"]
    if "PORTS" in cells:
        ports = ports_of(cells["PORTS"], budget)
        if ports is None:
            return None
        told["Ports"] = ports
        fields.append("ports")
    return _told(name, told, fields)


def _told(name: str, told: dict[str, Any], fields: list[str]) -> ToldContainer:
    [container] = containers_from_json(prune_containers([told]), "")
    values = {field: getattr(container, field) for field in fields}
    return ToldContainer(name, fields=values, covers=frozenset(fields))


def _state(status: str) -> str:
    if status.startswith("Up") and status.endswith(PAUSED):
        return "paused"
    return next((state for word, state in STATES if status.startswith(word)), "")


def _program(cell: str) -> str:
    """Return argv[0] of a command line in quotes; empty if it may have been cut."""
    is_quoted = len(cell) > 1 and cell[0] == cell[-1] == '"'
    line = cell[1:-1].replace('\\"', '"').replace("\\\\", "\\") if is_quoted else cell
    program, blank, _ = line.strip().partition(" ")
    may_be_cut = program.endswith(("…", "...")) or len(line) == CUT
    return program if blank or not may_be_cut else ""


DOCKER_PS: Final = TextReader("docker ps", begins_docker_ps, read_docker_ps)
