"""What the program says keeps to docs/develop/words.md."""

import re

BANNED = re.compile(r"\b(he|him|his|himself|she|her|[Ss]hut somebody out|[Ss]hut out|gag|"
                    r"[Gg]ive an upload up|not write for a while)\b")


def plain_words(tree):
    """No string of the code has a word that docs/develop/words.md replaces; SQL and tests may."""
    for path in tree.files(".cc", ".h", under="src/"):
        if path.endswith("_test.cc") or "_test_util." in path:
            continue
        cpp = tree.cpp(path)
        for offset, value in cpp.strings:
            found = BANNED.search(value)
            if found is not None and " " in value:
                line = cpp.text[:offset].count("\n") + 1
                yield path, line, "`%s` is not a word of docs/develop/words.md" % found.group(1)
