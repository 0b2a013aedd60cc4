"""Tell an archive by its first bytes, without what is needed to read it."""

from typing import Final

__all__ = ["is_tar", "is_zip"]

_BLOCK: Final = 512
_CHECKSUM: Final = slice(148, 156)
_ZIP_MAGICS: Final = (b"PK\x03\x04", b"PK\x05\x06")
"""Of a first member, and of the end of an archive without any."""


def is_tar(head: bytes) -> bool:
    """Tell by its first 512 bytes whether data is a tar archive, of whatever age."""
    if len(head) < _BLOCK:
        return False
    digits = head[_CHECKSUM].strip(b" \0")
    if not digits or digits.strip(b"01234567"):
        return False
    # Counted as if the number itself were blank; programs long ago added signed bytes.
    others = head[: _CHECKSUM.start] + b" " * 8 + head[_CHECKSUM.stop : _BLOCK]
    total = sum(others)
    return int(digits, 8) in (total, total - 256 * sum(byte > 127 for byte in others))


def is_zip(head: bytes) -> bool:
    """Tell by its first bytes whether data is a zip archive."""
    return head.startswith(_ZIP_MAGICS)
