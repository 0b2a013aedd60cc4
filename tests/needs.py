"""What a marked test needs of the machine, and what of it is missing.

A missing thing skips the test with the reason. Where the environment says
CI=true it fails the test instead: there everything has to be installed.
"""

import functools
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Mapping
from typing import Final

__all__ = ["CHROMIUM", "NEEDS", "is_ci", "missing"]

CHROMIUM: Final = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
"""Names of the browser, the first one found is used."""

NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "system": ("unshare", "nsenter", "mount", "ip", "bash"),
    "engine": ("dockerd", "docker", "containerd", "runc", "iptables", "busybox"),
    "browser": (),
    "graphviz": ("dot",),
    "git": ("git",),
}
"""The programs that each marker stands for. A marker may name more: `system("bridge")`."""


def is_ci(environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether a missing thing is a failure."""
    return environment.get("CI", "").lower() in {"1", "true", "yes"}


def missing(marker: str, programs: tuple[str, ...] = ()) -> str:
    """Return the reason why a test with this marker cannot run here, or an empty text.

    Args:
        marker: a key of `NEEDS`.
        programs: what the marker names beyond that.
    """
    if marker in {"system", "engine"} and os.geteuid() != 0:
        return "needs root"
    # What only root calls is not in everybody's path, not even in that of every root.
    path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    absent = [name for name in (*NEEDS[marker], *programs) if not shutil.which(name, path=path)]
    if absent:
        return f"not installed: {', '.join(absent)}"
    if marker in {"system", "engine"}:
        return refused_namespaces()
    if marker == "browser":
        return missing_browser()
    return ""


@functools.cache
def refused_namespaces() -> str:
    """Try the namespaces and the mount of a box; root in a container may not make them."""
    trial = ["unshare", "--mount", "--net", "--uts", "--ipc", "--pid", "--fork", "--mount-proc"]
    done = subprocess.run([*trial, "true"], capture_output=True, text=True, check=False)
    return f"namespaces are refused: {done.stderr.strip()}" if done.returncode else ""


def missing_browser() -> str:
    """Look for Chromium and for the package that drives it."""
    if importlib.util.find_spec("playwright") is None:
        return "not installed: the Python package playwright"
    if not any(shutil.which(name) for name in CHROMIUM):
        return "not installed: chromium"
    return ""
