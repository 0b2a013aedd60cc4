"""Find the commands and their outputs in the transcript of a terminal.

A transcript is known by its prompts. In a document of Markdown only what
stands in code blocks is one. What has no prompt at all may still be output,
known by its content.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from topograph.sources.text.commands.entering import Command, split_command
from topograph.sources.text.commands.reader_names import reader_of
from topograph.sources.text.commands.words import PID_OF, split_words
from topograph.sources.text.documents import dedented, taken_apart
from topograph.sources.text.headings import heading_in, is_command
from topograph.sources.text.mending import mended
from topograph.sources.text.prompts import FIRST_OF_TWO, SECOND_OF_TWO, Prompt, prompt_in
from topograph.sources.text.readers import TEXT_READERS
from topograph.sources.text.recognising import pieces
from topograph.sources.text.shells import LEAVING, SHELLS, Shells
from topograph.sources.text.telling import told_by
from topograph.sources.text.told import UNNAMED, Line, Output

__all__ = ["Transcript", "read_transcript"]

_PID_IN_VARIABLE: Final = re.compile(rf"([A-Za-z_]\w{{0,40}})={PID_OF}(.{{1,128}})")
# In a line of several commands: what is printed may be of another namespace.
_LEADS_AWAY: Final = re.compile(r"\b(?:exec|nsenter|netns|ssh|attach|rsh)\b| -n(?:etns)? ")
# They show a file, or are the commands of a router that has others show what it is asked for.
_SHOWING: Final = frozenset(
    {"cat", "less", "more", "head", "tail", "zcat", "type", "show", "run", "netstat"}
)


_Marked = tuple[Line, Prompt | None]
"""A line, and what may be a prompt at its beginning."""


@dataclass(slots=True)
class Transcript:
    """What is in a text."""

    outputs: list[Output] = field(default_factory=list)
    unread: list[tuple[str, list[Line]]] = field(default_factory=list)
    """Lines that are the output of a command which is not read, with it."""
    prose: list[Line] = field(default_factory=list)
    """What stands around the code blocks of a document."""
    between: list[Line] = field(default_factory=list)
    """Commands, remarks and fences, which tell nothing of the host themselves."""


def read_transcript(lines: Sequence[Line], where: str) -> Transcript:
    """Return the outputs in a text.

    Args:
        lines: of the text.
        where: the file, as gaps name it.
    """
    transcript = Transcript()
    document = taken_apart(lines)
    transcript.prose, transcript.between = document.prose, document.fences
    blocks = [
        [(line, prompt_in(line.text)) for line in mended(block)] for block in document.blocks
    ]
    reader = _Reader(transcript, where, any(map(_has_sure_prompt, blocks)))
    for block in blocks:
        reader.read(block)
    if reader.left_unnamed:
        # Otherwise the one host that has a name would be taken for it.
        for output in transcript.outputs:
            output.host = output.host or UNNAMED
    return transcript


class _Reader:
    """Reads block after block.

    Args:
        transcript: where what is found goes.
        where: the file.
        has_prompts: whether there are prompts that nothing else looks like, so that a line
            behind a # is a remark.
    """

    def __init__(self, transcript: Transcript, where: str, has_prompts: bool) -> None:
        self._transcript, self._where, self._has_prompts = transcript, where, has_prompts
        self.left_unnamed = False
        """Whether a host that nothing names was left for another one."""
        self._seen: set[str] = set()
        """What stands before the # of prompts that were known by their command."""
        self._shells = Shells()
        self._above: Prompt | None = None
        """The first line of a prompt of two, behind which nothing was seen yet."""
        self._variables: dict[str, str] = {}
        """The container whose process is in a variable, by how a namespace is called by it."""

    def read(self, block: Iterable[_Marked]) -> None:
        """Read one block."""
        command: Command | None = None
        host = netns = told = indent = ""
        lines: list[Line] = []
        for line, found in block:
            prompt = self._prompt(line.text, found)
            if prompt is None and not lines and not told and line.text in LEAVING:
                # What a shell says that was left by a key.
                self._shells.leave()
                self._transcript.between.append(line)
                continue
            if prompt is None:
                if self._has_prompts and line.text.startswith("# "):
                    self._transcript.between.append(line)
                else:
                    lines.append(dedented(line, indent) if indent else line)
                continue
            self._transcript.between.append(line)
            self._end(command, told, host, netns, lines)
            lines, told = [], prompt.command
            command = split_command(told)
            indent = prompt.indent
            prompt = self._see(prompt, line.text)
            host, netns = self._shells.where(command, prompt.key)
            if prompt.netns and not netns.startswith("container:"):
                # Where somebody entered a container, the prompt calls it by its id.
                netns = (command.netns if command else "") or prompt.netns
            netns = self._variables.get(netns, netns)
            self._note_variable(told)
            if command is not None:
                self.left_unnamed |= bool(command.host) and not self._shells.host
                self._shells.run(command, host, netns, prompt.key)
        self._end(command, told, host, netns, lines)

    def _see(self, prompt: Prompt, text: str) -> Prompt:
        """Take in a prompt, and return it with what the line above tells of one of two lines."""
        above, self._above = self._above, None
        if prompt.key.endswith(FIRST_OF_TWO):
            self._above = prompt
            return prompt
        if above is not None and text.lstrip()[:1] in SECOND_OF_TWO:
            prompt = prompt._replace(key=above.key + prompt.key, host=prompt.host or above.host)
        if prompt.key:
            self._shells.see(prompt.key, prompt.host)
        return prompt

    def _prompt(self, text: str, found: Prompt | None) -> Prompt | None:
        """Return the prompt of a line, if it is one, or a heading that is a command."""
        if found and (found.is_sure or self._is_prompt(found)):
            return found
        command = heading_in(text)
        return Prompt(command, "", "", "", "") if command else None

    def _is_prompt(self, found: Prompt) -> bool:
        # A remark, a heading or a prompt.
        program = found.command.partition(" ")[0].rpartition("/")[2]
        is_prompt = is_command(found.command) or program in SHELLS | LEAVING
        if is_prompt and found.before:
            self._seen.add(found.before)
        return is_prompt or found.before in self._seen

    def _note_variable(self, text: str) -> None:
        """Take in that a command puts the process of a container into a variable."""
        words = split_words(text.removeprefix("export ")) if "inspect" in text else None
        found = _PID_IN_VARIABLE.fullmatch(words[0][0]) if words and len(words[0]) == 1 else None
        if found:
            for called in (f"${found[1]}", f"${{{found[1]}}}"):
                self._variables[f"unknown:{called}"] = f"container:{found[2]}"

    def _end(
        self, command: Command | None, told: str, host: str, netns: str, lines: list[Line]
    ) -> None:
        """Take in the lines behind a prompt, or before the first."""
        if not any(line.text.strip() for line in lines):
            return
        if command is not None and reader_of(command.argv) is not None:
            own, others = _own_lines(Output(lines, self._where, command.argv))
            if any(line.text.strip() for line in own):
                output = Output(own, self._where, command.argv, netns, host=host)
                output.is_partial = command.is_partial
                self._transcript.outputs.append(output)
            self._recognise(others, host, netns)
        elif command is None and _LEADS_AWAY.search(told):
            self._transcript.unread.append((told, lines))
        elif command is None or command.argv[0].rpartition("/")[2] in _SHOWING:
            self._recognise(lines, host, netns)
        else:
            self._transcript.unread.append((told, lines))

    def _recognise(self, lines: Sequence[Line], host: str, netns: str) -> None:
        for name, found in pieces(lines):
            if name:
                output = Output(found, self._where, netns=netns, reader=name, host=host)
                self._transcript.outputs.append(output)
            else:
                self._transcript.unread.append(("", found))


def _own_lines(output: Output) -> tuple[Sequence[Line], Sequence[Line]]:
    """Return the lines of a command's output, and those behind that are another's.

    A document may show a command alone, and the output of another one somewhere behind.
    """
    own = reader_of(output.argv)
    may_be_others = {line for line in output.lines if _begins_another(line.text, own)}
    # To read the output only for this would cost as much as all the rest.
    for line in told_by(output).unknown if may_be_others else ():
        if line in may_be_others:
            at = output.lines.index(line)
            return output.lines[:at], output.lines[at:]
    return output.lines, []


def _begins_another(text: str, own: str | None) -> bool:
    """Tell whether a line begins the output of another reader than its own."""
    if not text or text[0].isspace():
        return False
    return next((one.name for one in TEXT_READERS if one.begins(text)), own) != own


def _has_sure_prompt(block: Iterable[_Marked]) -> bool:
    """Tell whether a line begins with a prompt that nothing else looks like, and a command."""
    return any(found is not None and found.is_sure and found.command for _, found in block)
