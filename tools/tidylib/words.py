"""What the program and the documents say keeps to docs/develop/words.md."""

import re

from tidylib.config import SPEAKING
from tidylib.links import prose

PERSON = r"he|him|his|himself|she|her"
BANNED = re.compile(
    r"\b(" + PERSON + r"|[Ss]hut somebody out|[Ss]hut out|gag|"
    r"[Gg]ive an upload up|not write for a while|"
    # recall, withdraw, remove
    r"[Tt]ak(?:e|es|en|ing)\b[^.;,]{0,30}\bback|[Rr]evok(?:e|es|ed|ing)|"
    # favourite, block, back office, ban, mute
    r"[Ff]avorites?|[Bb]lacklist(?:s|ed)?|[Bb]ackstage|[Ff]reezes?|[Ff]rozen|[Ss]ilenced?|"
    # your, no longer
    r"the own|[Nn]o more)\b")
PERSON_OF_PAGE = re.compile(r"\b(" + PERSON + r")\b")
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
    """A person is `they` in documents; decisions of earlier days stay as they were written."""
    for path in tree.files(".md"):
        if not path.startswith(("docs/", "README.md")) or path.startswith("docs/adr/"):
            continue
        for number, line in prose(tree.text(path)):
            found = PERSON_OF_PAGE.search(line)
            if found is not None:
                yield path, number, "`%s`: a person is `they`" % found.group(1)
