"""The errors that a caller may see, each with one line for a person.

    TopographError            what went wrong, where, and what to do about it
    ├── SourceError           a source gives no snapshot at all
    │   ├── UnknownSource     the name or the content is of no kind that we read
    │   ├── SourceUnavailable no permission, no engine, no such file
    │   └── MalformedArchive  cut short, corrupt, or more than is ever expanded
    ├── SnapshotError         a file claims to be a snapshot and is not a sound one
    │   ├── MalformedSnapshot the JSON path and what was expected there
    │   └── UnsupportedVersion
    ├── DiffError             two snapshots cannot be compared, such as those of two hosts
    ├── RenderError           a picture or text cannot be made
    │   ├── UnknownFormat     lists the known ones
    │   ├── NoSuchName        a part was asked for by what is not there
    │   └── MissingProgram    a program or an optional package is not installed
    └── OutputError           the target cannot be written; it is left as it was

Something that could not be observed while the rest could is no error: it is a
`facts.Gap` in the snapshot.
"""

__all__ = [
    "DiffError",
    "MalformedArchive",
    "MalformedSnapshot",
    "MissingProgram",
    "NoSuchName",
    "OutputError",
    "RenderError",
    "SnapshotError",
    "SourceError",
    "SourceUnavailable",
    "TopographError",
    "UnknownFormat",
    "UnknownSource",
    "UnsupportedVersion",
]


class TopographError(Exception):
    """Base of all errors raised on purpose.

    Args:
        what: what went wrong, in a few words.
        where: the file, socket, format or JSON path concerned; may be empty.
        hint: what the reader can do; may be empty.
    """

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        self.what = what
        self.where = where
        self.hint = hint
        super().__init__(": ".join(part for part in (where, what) if part))

    def __str__(self) -> str:
        """Everything in one line: where, what, and the hint after a semicolon."""
        line = ": ".join(part for part in (self.where, self.what) if part)
        if self.hint:
            line = f"{line}; {self.hint}"
        return " ".join(line.split())


class SourceError(TopographError):
    """A source gave no snapshot."""


class UnknownSource(SourceError):
    """The name or the content is of no kind that we read."""


class SourceUnavailable(SourceError):
    """The source is there in principle, but cannot be read."""


class MalformedArchive(SourceError):
    """An archive is cut short or corrupt, or holds more than is ever expanded or kept."""


class SnapshotError(TopographError):
    """A snapshot file is not sound."""


class MalformedSnapshot(SnapshotError):
    """Not JSON, cut short, or a value of the wrong type; names the JSON path."""


class UnsupportedVersion(SnapshotError):
    """The format version is newer than this program, or older than it can migrate."""


class DiffError(TopographError):
    """Two sound snapshots cannot be compared, such as those of different hosts."""


class RenderError(TopographError):
    """A format cannot be produced."""


class UnknownFormat(RenderError):
    """No renderer has this name or suffix."""


class NoSuchName(RenderError):
    """A part was asked for by a name, a pattern or a kind of which there is nothing.

    Args:
        what: what there is nothing of.
        name: as it was given; may be empty.
        hint: what may be given.
    """

    def __init__(self, what: str, *, name: str, hint: str) -> None:
        super().__init__(what, where=name or "''", hint=hint)


class MissingProgram(RenderError):
    """A program (such as Graphviz' dot) or an optional package is not installed."""


class OutputError(TopographError):
    """The target cannot be written; what was there before is untouched."""
