"""What the two engines write differently stands in a statement once (src/store/sql_text.h)."""

import re

from tidylib.source import is_test
from tidylib.sql import is_rows, said_before

NOTATION = re.compile(r"\{[^{}]*\}")
# An engine's own words, and what stands for them in both texts.
WORDS = [
    (r"\bnot in \(select value from json_each\(\?\)\)|<> all\(\?\)", "{not in ?}"),
    (r"\bin \(select value from json_each\(\?\)\)|= any\(\?\)", "{in ?}"),
    (r"\bjsonb_array_elements\(", "{objects a}"),
    (r"\bjson_each\(|\bunnest\(", "{list a}, {lists a(n INT)} or {values INT}"),
    (r"\bjson_extract\(|->>", "{a.name TEXT}"),
    (r"\bfor update\b(?: of \w+(?:, \w+)*)?", "{for update}"),
    (r"::(?:bigint|text)\b(?!\[)", "{::bigint}"),
    (r"\binstr\b|\bstrpos\b", "{instr}"),
    (r"\bleast\b", "{least}"),
    (r"\bgreatest\b", "{greatest}"),
    (r"\bchr\b|\bchar\b(?=\()", "{char}"),
]
WORDS = [(re.compile(pattern), notation) for pattern, notation in WORDS]
# Words that a text of both engines may have too; beside the other engine's they are notation.
SHARED = [(re.compile(r"\bmin\b"), "{least}"), (re.compile(r"\bmax\b"), "{greatest}"),
          (re.compile(r"\bcross join\b"), "join"), (re.compile(r"\{cross join\}"), "join"),
          (re.compile(r"\{\+\}|\+(?=[a-z])"), ""), (re.compile(r"\{for update[^{}]*\}"), ""),
          (re.compile(r"\{::\w+\}"), ""), (re.compile(r"\border by id\b|\bwhere true\b"), "")]
STATEMENT = re.compile(r"\bSql\s*(?:k\w+\s*)?\{")


def own_words(tree):
    """A statement of core has no word of one engine, unless a comment `// engines: …` right before
    it says why."""
    for path in filter(is_rows, tree.files(".cc", under="src/core/")):
        cpp = tree.cpp(path)
        for offset, value in cpp.strings:
            plain = NOTATION.sub(" ", " ".join(value.split()))
            for pattern, notation in WORDS:
                found = pattern.search(plain)
                if found and not said_before(cpp, offset, "engines"):
                    yield path, cpp.line(offset), (
                        "'%s' is of one engine: %s stands for both, or a comment `// engines: …` "
                        "says why not" % (found.group(), notation))
                    break


def second_texts(tree):
    """A second text of a statement differs by more than the engines' words, and a comment
    `// engines: …` right before it says why."""
    for path in tree.files(".cc", under="src/"):
        if is_test(path) or not (is_rows(path) or path.startswith("src/store/")):
            continue
        cpp = tree.cpp(path)
        for match in STATEMENT.finditer(cpp.code):
            texts = [cpp.text_of(begin, end) for begin, end in _parts(cpp.code, match.end())]
            if len(texts) != 2 or not all(texts):
                continue
            line = cpp.line(match.start())
            if _neutral(texts[0]) == _neutral(texts[1]):
                yield path, line, ("the second text differs only in words for which there is a "
                                   "notation (src/store/sql_text.h)")
            elif not said_before(cpp, match.start(), "engines"):
                yield path, line, ("a second text, and no comment `// engines: …` that says why "
                                   "one text does not do")


def _parts(code, begin):
    """The spans between the commas of the pair of braces that is open at `begin`."""
    out = []
    depth = 0
    start = begin
    for at in range(begin, len(code)):
        char = code[at]
        if char in "([{":
            depth += 1
        elif char in ")]}":
            if depth == 0:
                return out + [(start, at)]
            depth -= 1
        elif char == "," and depth == 0:
            out.append((start, at))
            start = at + 1
    return out


def _neutral(text):
    text = " ".join(text.split())
    for pattern, notation in WORDS:
        text = pattern.sub(notation, text)
    for pattern, notation in SHARED:
        text = pattern.sub(notation, text)
    return " ".join(text.split())
