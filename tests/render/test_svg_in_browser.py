"""The picture as a file of its own, opened in a real browser."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.hosts import docker0, many
from tests.render.mixed_host import hostile
from topograph.facts import Snapshot
from topograph.render import Subject, render

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

HARMFUL = '"><img src=x onerror=alert(1)><script>alert(2)</script></svg>]]>\x1b[31m'


@pytest.mark.parametrize("snapshot", [docker0(), many(300, 5), hostile(HARMFUL)])
def test_a_picture_opens_without_a_word_and_loads_nothing(
    browser: "Browser", tmp_path: Path, snapshot: Snapshot
) -> None:
    file = tmp_path / "picture.svg"
    file.write_bytes(render(Subject(snapshot), "svg"))
    said, asked = [], []
    page = browser.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.close()
    assert said == []
    assert asked == [file.as_uri()]
