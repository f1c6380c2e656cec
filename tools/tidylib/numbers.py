"""Numbers that documents repeat are those of the code."""

import os
import re

# A constant in the code, and what a document says of it; both patterns have the number as group 1.
REPEATED = [
    ("src/store/pg_store.cc", r"kVersionMin = (\d+)",
     "docs/operate/postgresql.md", r"postgresql://user@host/database`, version (\d+)"),
    ("src/store/pg_store.cc", r"kVersionMin = (\d+)",
     "docs/operate/cluster.md", r"at a time, version (\d+) or later"),
]


def repeated_numbers(tree):
    """Each of REPEATED is the same in both places."""
    for source, constant, page, said in REPEATED:
        if not all(os.path.exists(os.path.join(tree.root, path)) for path in (source, page)):
            continue
        true = re.search(constant, tree.text(source))
        told = re.search(said, tree.text(page))
        if true is None:
            yield source, 1, "no %s; tools/tidylib/numbers.py looks for it" % constant
        elif told is None:
            yield page, 1, "no %s; tools/tidylib/numbers.py looks for it" % said
        elif true.group(1) != told.group(1):
            line = tree.text(page)[:told.start()].count("\n") + 1
            yield page, line, "says %s, %s has %s" % (told.group(1), source, true.group(1))
