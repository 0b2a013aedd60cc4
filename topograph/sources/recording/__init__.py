"""Write down what a collection asked and was answered, and answer from the paper later.

Question and arguments make one key; a question that is asked twice gets the
answer it got first. A recording comes from anywhere: each answer is compared
with the type that its question promises before the collector sees it.
"""

from topograph.sources.recording.recorder import Recorder
from topograph.sources.recording.replay import Replay, replay

__all__ = ["Recorder", "Replay", "replay"]
