"""docs/operate/monitor.md lists the series that the program counts, and no others."""

import re

PAGE = "docs/operate/monitor.md"
COUNTED = re.compile(r"koine_[a-z0-9_]+")
# A series is named in the document as such; a program of the project is not one.
LISTED = re.compile(r"`(koine_[a-z0-9_]*[a-z0-9])(?:\{[^`]*)?`")


def listed_series(tree):
    """Each series of the code is on the page, and each of the page in the code."""
    if PAGE not in tree.paths:
        return
    counted = {}
    for path in tree.files(".cc", ".h", under="src/"):
        if path.endswith("_test.cc") or "_test_util." in path:
            continue
        cpp = tree.cpp(path)
        for offset, value in cpp.strings:
            if COUNTED.fullmatch(value):
                counted.setdefault(value, (path, cpp.line(offset)))
    listed = {}
    for number, line in enumerate(tree.text(PAGE).split("\n"), 1):
        for match in LISTED.finditer(line):
            listed.setdefault(match.group(1), number)
    for name, (path, line) in counted.items():
        if name not in listed:
            yield path, line, "%s is not in %s" % (name, PAGE)
    for name, number in listed.items():
        if name not in counted:
            yield PAGE, number, "%s is counted nowhere" % name
