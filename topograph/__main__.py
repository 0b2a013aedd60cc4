"""`python -m topograph` is `topograph`."""

from topograph.cli.main import run

if __name__ == "__main__":
    run()
