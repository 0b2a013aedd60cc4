"""What a page is allowed to do: its own styles and script, and nothing else."""

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import unescape
from typing import Final

__all__ = ["policy", "styles_in"]

_STYLE: Final = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)


def policy(styles: Iterable[str], script: str) -> str:
    """Return the Content-Security-Policy of a page that holds these and nothing else.

    >>> policy(["p{}"], "").partition("; ")[0]
    "default-src 'none'"
    """
    style_hashes = " ".join(dict.fromkeys(map(_hash, styles)))
    return (
        f"default-src 'none'; style-src {style_hashes}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def styles_in(picture: str) -> list[str]:
    """Return the styles of an SVG as a browser reads them, of which it takes the hash."""
    # There a style is XML, in which entities mean something.
    return [unescape(found) for found in _STYLE.findall(picture)]


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
