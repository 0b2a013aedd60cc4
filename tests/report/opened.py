"""A report that is open in a browser."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, Protocol

from topograph.render import Options, Subject

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

__all__ = ["OpenReport", "Opened", "quoted"]


class OpenReport(Protocol):
    """What the fixture `open_report` gives."""

    def __call__(
        self,
        name: str = "docker0",
        *,
        options: Options | None = None,
        at: str = "",
        size: tuple[int, int] | None = None,
        theme: Literal["light", "dark"] = "light",
        before: "Callable[[Page], object] | None" = None,
        **settings: Any,
    ) -> "Opened":
        """Open the report about a host in a tab that nothing was done in.

        Args:
            name: a key of `subjects.SUBJECTS`.
            options: how it is rendered.
            at: what comes behind the name of the file, such as #links.
            size: width and height of the window; room for all of a small picture if not given.
            theme: what the reader's system prefers.
            before: called with the tab while it is still empty.
            settings: of the browser's context, such as java_script_enabled.
        """


class Opened:
    """One tab with a report, what it said, and what it asked for.

    Args:
        page: the tab, which is still empty.
        address: of the page that will be in it.
        subject: what the page is about.
    """

    def __init__(self, page: "Page", address: str, subject: Subject) -> None:
        self.page = page
        self.address = address
        self.subject = subject
        self.said: list[str] = []
        self.asked: list[str] = []
        self._ears: dict[str, Callable[[Any], object]] = {
            "console": lambda message: self.said.append(message.text),
            "pageerror": lambda error: self.said.append(str(error)),
            "dialog": self._dismiss,
            "request": lambda request: self.asked.append(request.url),
        }
        for event, ear in self._ears.items():
            page.on(event, ear)  # type: ignore[call-overload]

    def _dismiss(self, dialog: Any) -> None:
        self.said.append(dialog.message)
        dialog.dismiss()

    def leave(self) -> None:
        """Listen no more; the tab is for the next one."""
        for event, ear in self._ears.items():
            self.page.remove_listener(event, ear)

    def one(self, selector: str) -> "Locator":
        """Return the only element with a selector; to use it fails if there are more."""
        return self.page.locator(selector)

    def count(self, selector: str) -> int:
        return self.page.locator(selector).count()

    def run(self, script: str, argument: object = None) -> Any:
        """Return what a script says."""
        return self.page.evaluate(script, argument)

    def until(self, script: str, argument: object = None) -> None:
        """Wait until a script says yes; the policy of the page forbids the browser's own way."""
        for _ in range(200):
            if self.run(script, argument):
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"never came: {script}")

    def row(self, node: str) -> "Locator":
        """Return the row of a thing."""
        return self.one(f"tr[id={quoted(node)}]")

    def shape(self, node: str) -> "Locator":
        """Return the first element of the picture that shows a thing."""
        href = quoted("#" + node.replace("%", "%25"))
        return self.one(f"svg a[href={href}], svg .own[data-node={quoted(node)}]").first

    @property
    def details(self) -> "Locator":
        return self.one("#details")

    @property
    def hash(self) -> str:
        """What the address of the page names."""
        found: str = self.run("decodeURIComponent(location.hash)")
        return found

    @property
    def scale(self) -> float:
        """How large the picture is."""
        found: float = self.run(
            "() => { const svg = document.querySelector('#stage svg');"
            " return svg.getBoundingClientRect().width / svg.width.baseVal.value }"
        )
        return found


def quoted(text: str) -> str:
    """Return text as a string of CSS."""
    return '"' + "".join(f"\\{ord(c):x} " if c in '"\\\n' else c for c in text) + '"'
