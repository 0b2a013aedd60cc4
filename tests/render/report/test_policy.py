from base64 import b64encode
from hashlib import sha256

from topograph.render.report.policy import policy, styles_in


def quoted_hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_one_style_twice_is_named_once() -> None:
    found = policy(["a", "b", "a"], "c")
    assert found == (
        f"default-src 'none'; style-src {quoted_hash('a')} {quoted_hash('b')}; "
        f"script-src {quoted_hash('c')}; base-uri 'none'; form-action 'none'"
    )


def test_the_styles_of_a_picture_are_what_a_browser_reads_there() -> None:
    picture = (
        '<svg><style>a&gt;b{}\n</style><style media="print">c{}</style><g>'
        "<stylesheet>d</stylesheet><style>&amp;lt;</style></g></svg>"
    )
    assert styles_in(picture) == ["a>b{}\n", "c{}", "&lt;"]
    assert styles_in("<svg></svg>") == []
