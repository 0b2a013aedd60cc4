"""The script that captures a host."""

from pathlib import Path

__all__ = ["capture_script"]


def capture_script() -> bytes:
    """Return the script, which any POSIX shell runs."""
    return Path(__file__).with_name("capture.sh").read_bytes()
