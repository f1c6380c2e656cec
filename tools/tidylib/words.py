"""What the program and the documents say keeps to docs/develop/words.md."""

import re

from tidylib.config import CODE, CPP, GENERATED, SPEAKING
from tidylib.links import prose
from tidylib.text import scripts

PERSON = r"he|him|his|himself|she|her|herself"
BANNED = re.compile(
    r"\b(" + PERSON + r"|[Ss]hut somebody out|[Ss]hut out|gag|"
    r"[Gg]ive an upload up|not write for a while|"
    # recall, withdraw, remove
    r"[Tt]ak(?:e|es|en|ing)\b[^.;,]{0,30}\bback|[Rr]evok(?:e|es|ed|ing)|"
    # favourite, block, back office, ban, mute
    r"[Ff]avorites?|[Bb]lacklist(?:s|ed)?|[Bb]ackstage|[Ff]reezes?|[Ff]rozen|[Ss]ilenced?|"
    # your, no longer, anybody who
    r"the own|[Nn]o more|[Ww]hoever|"
    # S3-compatible object storage
    r"S3 (?:kind|stores?|compatible))\b")
WORD_OF_PAGE = re.compile(r"\b(S3 (?:kind|stores?|compatible))\b")
# A name in backquotes is none of a person; an answer in quotes may be.
ONE_PERSON = re.compile(r"`[^`]*`|\b(" + PERSON + r")\b", re.I)
# What is written for people in a line of a script: its comment, its sentences in quotes.
REMARK = re.compile(r"(?:^|\s)(?://|#|/\*|\*|<!--)\s.*$")
QUOTED = re.compile(r"'((?:\\.|[^'\\])*)'|\"((?:\\.|[^\"\\])*)\"|`((?:\\.|[^`\\])*)`")
# A clause in the place of a subject, in pages that are no reference: "Who leaves may no longer…".
CLAUSE = re.compile(r"(?:^|[.:] |^- )(Who [a-z]+)[^?]*$")
PLAIN = ("docs/guide/", "docs/operate/", "docs/api/", "README.md", "SECURITY.md")
# Words of the contracts, which clients are shown.
CONTRACTS = re.compile(r"^src/dialect/\w+/errors\.cc$")
SENTENCE = re.compile(r"[\u4e00-\u9fff]")


def spoken_lines(tree):
    """Sentences of the server are made of a kind and what stands in it, at one place each."""
    for path in tree.files(".cc", ".h", under="src/core/"):
        if path.endswith("_test.cc") or "_test_util." in path or path in SPEAKING:
            continue
        cpp = tree.cpp(path)
        for offset, value in cpp.strings:
            if SENTENCE.search(value):
                line = cpp.text[:offset].count("\n") + 1
                yield path, line, "a finished sentence: give it a kind, as in notification/said.h"


def plain_words(tree):
    """No string of the code has a word that docs/develop/words.md replaces; SQL and tests may."""
    for path in tree.files(".cc", ".h", under="src/"):
        if path.endswith("_test.cc") or "_test_util." in path or CONTRACTS.match(path):
            continue
        cpp = tree.cpp(path)
        for offset, value in cpp.strings:
            found = BANNED.search(value)
            if found is not None and " " in value:
                line = cpp.text[:offset].count("\n") + 1
                yield path, line, "`%s` is not a word of docs/develop/words.md" % found.group(1)


def plain_pages(tree):
    """Documents keep to the words, and guides to sentences with a subject; decisions stay as they
    were written."""
    for path in tree.files(".md"):
        own = ("docs/adr/", "docs/develop/words.md")
        if not path.startswith(("docs/", *PLAIN)) or path.startswith(own):
            continue
        for number, line in prose(tree.text(path)):
            found = WORD_OF_PAGE.search(line)
            if found is not None:
                yield path, number, "`%s` is not a word of docs/develop/words.md" % found.group(1)
            clause = CLAUSE.search(line) if path.startswith(PLAIN) else None
            if clause is not None:
                yield path, number, "`%s …` is no subject: say who does it" % clause.group(1)


def people_are_they(tree):
    """A person is "they" in documents, in comments, and in the names of tests."""
    for path in tree.files(".md", *CODE, ".t", ".sh") + scripts(tree):
        # The tests of this rule show what it looks for.
        if path in GENERATED or path == "tools/tidy_test.py":
            continue
        for number, words in _for_people(tree, path):
            found = next(filter(None, (m.group(1) for m in ONE_PERSON.finditer(words))), None)
            if found is not None:
                yield path, number, "`%s`: a person is they (docs/develop/words.md)" % found


def _for_people(tree, path):
    """[(line, text)] of what a file says to people."""
    if path.endswith(".md"):
        yield from prose(tree.text(path))
    elif path.endswith(CPP):
        cpp = tree.cpp(path)
        for offset, words in cpp.comments + [s for s in cpp.strings if " " in s[1]]:
            yield cpp.line(offset), words
    else:
        for number, line in enumerate(tree.text(path).split("\n"), 1):
            if path.endswith(".t"):
                yield number, line if line.startswith(("==", "#")) else ""
                continue
            remark = REMARK.search(line)
            yield number, remark.group() if remark else ""
            for match in QUOTED.finditer(line):
                if " " in match.group():
                    yield number, match.group()[1:-1]
