from topograph.sources.text.cleaning import lines_of
from topograph.sources.text.documents import Document, taken_apart


def apart(text: str) -> Document:
    return taken_apart(lines_of(text.encode()))


def numbers(document: Document) -> tuple[list[list[int]], list[int], list[int]]:
    return (
        [[line.number for line in block] for block in document.blocks],
        [line.number for line in document.prose],
        [line.number for line in document.fences],
    )


def test_code_blocks_stand_between_fences() -> None:
    assert numbers(apart("why\n```sh\na\n```\n\nhow\n~~~\nb\nc\n~~~\n")) == (
        [[3], [8, 9]],
        [1, 6],
        [2, 4, 7, 10],
    )


def test_a_text_without_fences_is_one_block() -> None:
    assert numbers(apart("a\nb\n")) == ([[1, 2]], [], [])


def test_a_fence_without_an_end_is_none() -> None:
    assert numbers(apart("```\na\n```\nb\n```\nc\n")) == ([[1, 2, 3, 4, 5, 6]], [], [])


def test_a_longer_fence_holds_shorter_ones() -> None:
    assert numbers(apart("````\n```\na\n```\n````\n"))[0] == [[2, 3, 4]]


def test_a_block_in_a_list_is_without_its_indent() -> None:
    [[line]] = apart("- so\n  ```\n  a\n  ```\n").blocks
    assert line == (3, "a")


def test_the_underline_of_a_heading_is_no_fence() -> None:
    assert numbers(apart("Notes\n~~~~~\n~~~\na\n~~~\nMore\n~~~~~~\n")) == (
        [[4]],
        [1, 2, 6, 7],
        [3, 5],
    )
    # It is as long as the heading, or longer.
    assert numbers(apart("Notes\n~~~~\na\n~~~~\n")) == ([[3]], [1], [2, 4])
