"""What a source knows of a host besides the outputs of commands."""

from dataclasses import dataclass, field

from topograph.facts import Engine, Gap, Netns

__all__ = ["Known"]


@dataclass(frozen=True, slots=True)
class Known:
    """What a bundle or an archive states by itself; pasted text states nothing."""

    source: str = "text"
    """`Gap.source` of what was not told: text, bundle, sos."""
    captured_at: str = ""
    """RFC 3339, UTC; empty if only an output may tell."""
    host: dict[str, str] = field(default_factory=dict)
    """Fields of `facts.Host`: hostname, os, kernel, arch, machine_id, boot_id."""
    root: int | None = None
    """Inode of the host's own namespace."""
    namespaces: list[Netns] = field(default_factory=list)
    """Those that are known by their inode: without links, routes and the like."""
    are_all_namespaces: bool = False
    """Whether there were no others."""
    engine: Engine | None = None
    """The engine whose command line was asked, if its address is known."""
    gaps: list[Gap] = field(default_factory=list)
