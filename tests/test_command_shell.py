"""How a text is cut into statements and words, as its shell would, or as was meant."""

from __future__ import annotations

import pytest

from decision_lint.command.shell import split, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a 'b c' \"d e\" f\\ g", ["a", "b c", "d e", "f g"]),
        ("a \\\n  --b 1", ["a", "--b", "1"]),
        ("a \\\\\n  --b 1 \\", ["a", "--b", "1"]),
        ("a `\n  --b 1", ["a", "--b", "1"]),
        ("a ^\n  --b 1", ["a", "--b", "1"]),
        ("a \\ # why\n  --b 1 \\\n  # and why\n  --c", ["a", "--b", "1", "--c"]),
        ("a\n  --b 1", ["a", "--b", "1"]),
        ("> a \\\n> --b 1", ["a", "--b", "1"]),
        ('a "b --c d', ["a", "b", "--c", "d"]),
        ("a it's b", ["a", "it's", "b"]),
        ("a 'it''s' b", ["a", "its", "b"]),
        ('a "" b', ["a", "", "b"]),
        ('a "x \\"y\\" z"', ["a", 'x "y" z']),
        ("a —port 1 –tp 2 –host h", ["a", "--port", "1", "-tp", "2", "--host", "h"]),
        ("a\u00a0“b c”", ["a", "b c"]),
        ('a D:\\x\\y.gguf "C:\\Program Files\\z"', ["a", "D:\\x\\y.gguf", "C:\\Program Files\\z"]),
        ("a <MODEL> <a model>/x", ["a", "<MODEL>", "<a model>/x"]),
        ("a {{ .Values.m }} ${V:-x y} ${V}", ["a", "{{ .Values.m }}", "${V:-x y}", "${V}"]),
        ("a > out.log 2>&1 < in.txt", ["a"]),
        ("a &> out.log", ["a"]),
        ("a --n $(nproc) b", ["a", "--n", "$(nproc)", "b"]),
        ("a ``` b", ["a", "b"]),
        ("```bash\na b\n```", ["a", "b"]),
        ("PS C:\\Users\\me> a b", ["a", "b"]),
        ("a#b # c", ["a#b"]),
        ("a x{1}^y", ["a", "x{1}^y"]),
        ("a $'b c'", ["a", "b c"]),
    ],
)
def test_words_are_those_of_the_shell(text: str, words: list[str]) -> None:
    assert list(words_of(text)) == words


@pytest.mark.parametrize(
    ("text", "first_words"),
    [
        ("a; b && c || d | e & f", "a b c d e f"),
        ("(a x); b", "a b"),
        ("a x\nb y\n\nc", "a b c"),
        ("a # b; c\nd", "a d"),
        ("a --x 1\n> b", "a b"),
    ],
)
def test_statements_end_where_those_of_the_shell_do(text: str, first_words: str) -> None:
    assert [statement.words[0] for statement in split(text).statements] == first_words.split()


def test_a_script_inside_a_word_is_kept() -> None:
    inner = split('a="$(b "c d" 2>/dev/null)" e $(f (g) h) `i j`').statements[0].inner
    assert inner == ('b "c d" 2>/dev/null', "f (g) h", "i j")


def test_lines_below_are_what_a_statement_reads() -> None:
    first, second = split("a > f <<'EOF' b\nx y\nEOF\nc").statements
    assert (first.words, first.document) == (("a", "b"), "x y\n")
    assert second.words == ("c",)
    assert split("a <<EOF\nx y").statements[0].document == "x y"


def test_comments_are_put_aside() -> None:
    assert split("# TGI: a b\nc # d").comments == ("TGI: a b", "d")
