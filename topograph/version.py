"""The version of this program, where every part of it can ask."""

__all__ = ["__version__"]

__version__ = "0.1.0"
