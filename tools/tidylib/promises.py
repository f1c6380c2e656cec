"""What SECURITY.md says is held by a check that it names."""

import re

PAGE = "SECURITY.md"
PROMISES = "## What is enforced, and where"
CHECKS = "## What holds it"
SUBJECT = re.compile(r"^- \*\*([^*]+?)\.?\*\*", re.M)
QUOTED = re.compile(r"`([^`]+)`")
UNIT = re.compile(r"(\w+)\.(\w+)$")
DEFINED = re.compile(r"\bTEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\s*\)")


def _part(text, heading):
    """(offset, text) of a part, up to the next heading of its level."""
    at = text.find(heading + "\n")
    if at < 0:
        return None
    end = text.find("\n## ", at + 1)
    return at, text[at:end if end >= 0 else len(text)]


def _unit_tests(tree):
    return {match.groups() for path in tree.files("_test.cc", under="src/")
            for match in DEFINED.finditer(tree.text(path))}


def _rules(tree):
    listed = tree.text("tools/tidy") if "tools/tidy" in tree.paths else ""
    return set(re.findall(r"^    \w+\.(\w+),$", listed, re.M))


def _missing(tree, units, rules, check):
    """Why there is no such check; None if there is one."""
    if check.startswith("tidy "):
        return None if check[5:] in rules else "no rule of tools/tidy"
    if check.startswith("suite "):
        folder = "tests/%s/" % check[6:]
        return None if any(path.startswith(folder) for path in tree.paths) else "no suite"
    path, _, title = check.partition(": ")
    if "/" in path:
        if path not in tree.paths:
            return "no such file"
        return None if title in tree.text(path) else "nothing of that name in the file"
    unit = UNIT.match(check)
    if unit is None:
        return "neither `Suite.Test`, `tidy rule`, `suite name` nor `file: title`"
    return None if unit.groups() in units else "no such test"


def kept_promises(tree):
    """Every subject of SECURITY.md has lines in its table of checks, and every check is there."""
    if PAGE not in tree.paths:
        return
    text = tree.text(PAGE)
    promises, checks = _part(text, PROMISES), _part(text, CHECKS)
    if promises is None or checks is None:
        yield PAGE, 1, "the parts '%s' and '%s' belong here" % (PROMISES, CHECKS)
        return
    units, rules = _unit_tests(tree), _rules(tree)
    subjects = set()
    line = text[:checks[0]].count("\n")
    for row in checks[1].split("\n"):
        line += 1
        cells = [cell.strip() for cell in row.strip().strip("|").split(" | ")]
        if not row.startswith("| ") or len(cells) != 3 or cells[0] in ("Subject", "---"):
            continue
        subjects.add(cells[0])
        named = QUOTED.findall(cells[2])
        if not named:
            yield PAGE, line, "no check is named"
        for check in named:
            why = _missing(tree, units, rules, check)
            if why:
                yield PAGE, line, "%s: %s" % (check, why)
    first = text[:promises[0]].count("\n") + 1
    for match in SUBJECT.finditer(promises[1]):
        if match.group(1) not in subjects:
            yield PAGE, first + promises[1].count("\n", 0, match.start()), (
                "nothing holds '%s'" % match.group(1))
