import shutil

import pytest

from tests.golden import PROJECT
from tests.needs import is_ci, missing

pytest_plugins = ["pytester"]


def test_a_program_that_is_not_installed_is_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert missing("graphviz") == "not installed: dot"


def test_a_marker_may_name_more_programs() -> None:
    assert missing("graphviz", ("no-such-program",)).endswith("no-such-program")


@pytest.mark.parametrize(
    ("environment", "answer"),
    [({}, False), ({"CI": ""}, False), ({"CI": "false"}, False), ({"CI": "true"}, True)],
)
def test_ci_is_told_by_the_environment(environment: dict[str, str], answer: bool) -> None:
    assert is_ci(environment) is answer


@pytest.mark.parametrize(("ci", "outcome"), [("", "skipped"), ("true", "errors")])
def test_a_missing_thing_skips_here_and_fails_in_ci(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, ci: str, outcome: str
) -> None:
    folder = pytester.mkdir("tests")
    for name in ("conftest.py", "golden.py", "needs.py"):
        shutil.copy(PROJECT / "tests" / name, folder)
    pytester.makeini(
        "[pytest]\npythonpath = .\naddopts = --import-mode=importlib\nmarkers = graphviz"
    )
    text = "import pytest\n@pytest.mark.graphviz('no-such-program')\ndef test_it(): pass\n"
    pytester.makepyfile(**{"tests/test_it": text})
    monkeypatch.setenv("CI", ci)
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "-rs")
    result.assert_outcomes(**{outcome: 1})
    result.stdout.fnmatch_lines(["*not installed: no-such-program*"])
