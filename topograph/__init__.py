"""topograph shows how a Linux host's network is really wired."""

__version__ = "0.1.0"
