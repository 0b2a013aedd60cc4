"""One command as a heading, in the ways in which documents decorate it."""

__all__ = ["DECORATED"]

DECORATED = (
    "ip addr",
    "=== ip addr ===",
    "# ip addr",
    "+ ip addr",
    "**ip addr**",
    "ip addr:",
    "`ip addr`",
)
