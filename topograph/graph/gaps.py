"""What the gaps say about the namespaces of one host."""

from collections.abc import Iterable
from typing import Final

from topograph.facts import Gap

__all__ = ["UNASSIGNED", "UnseenNamespaces"]

UNASSIGNED: Final = (-1, 4294967295)
"""The nsid that means none is assigned; some readers take it unsigned."""

_RANK: Final = {"namespaces": 0, "rtnetlink": 1}


class UnseenNamespaces:
    """Why a namespace, or some of them, could not be read.

    Args:
        gaps: of the snapshot.
        hostname: of the host; gaps of other hosts are left out.
    """

    def __init__(self, gaps: Iterable[Gap], hostname: str) -> None:
        mine = [gap for gap in gaps if gap.host in ("", hostname)]
        mine.sort(key=lambda gap: (_RANK.get(gap.source, 2), gap.source, gap.what))
        self._by_subject: dict[str, str] = {}
        for gap in mine:
            self._by_subject.setdefault(gap.subject, gap.what)
        general = [gap for gap in mine if gap.source == "namespaces"]
        # One about the host speaks for all namespaces, one about a process only for its own.
        general.sort(key=lambda gap: gap.subject.startswith(("netns:", "process:")))
        self._any = general[0].what if general else ""
        own = [gap for gap in general if not gap.subject.startswith(("netns:", "process:"))]
        self._general = own[0].what if own else ""

    def about(self, inode: int) -> str:
        """Return what is missing in this namespace; empty if nothing is known to be."""
        return self._by_subject.get(f"netns:{inode}", "")

    def reason(self, inode: int | None) -> str:
        """Return why a namespace is not in the facts; empty if no gap tells.

        Args:
            inode: None if it is not even known which one it is.
        """
        return self._any if inode is None else self.about(inode) or self._general

    def describe(self, inode: int | None, nsid: int | None) -> str:
        """Name a namespace that holds the far end of something, and why it is not at hand.

        Args:
            inode: of that namespace; None if its number leads nowhere.
            nsid: how the near end's namespace numbers it.
        """
        if inode is not None:
            which = f"netns {inode}"
        elif nsid is None or nsid in UNASSIGNED:
            which = "a netns that has no number here"
        else:
            which = f"the netns that is number {nsid} here"
        why = self.reason(inode)
        return (
            f"{which}, which could not be read: {why}" if why else f"{which}, which was not seen"
        )
