"""Sizes, white space, marks left behind."""

import re

from tidylib import config


def _lines(text):
    return text.split("\n")


def _generated(path):
    return path in config.GENERATED


def file_size(tree):
    """A file has at most FILE_LINES_MAX lines."""
    for path in tree.files(*config.CODE) + scripts(tree):
        count = tree.text(path).count("\n")
        if count > config.FILE_LINES_MAX and not _generated(path):
            yield path, count, "%d lines; at most %d" % (count, config.FILE_LINES_MAX)


def scripts(tree):
    """Programs without an extension."""
    return [path for path in ("dev", ".ci/run", "tools/tidy") if path in tree.paths]


_LONG_LITERAL = re.compile("(['\"`/]).{60,}\\1")


def line_length(tree):
    """A line has at most COLUMNS_MAX characters; a wide one counts once."""
    for path in tree.files(*config.CODE) + scripts(tree):
        if _generated(path):
            continue
        for number, line in enumerate(_lines(tree.text(path)), 1):
            # One long text, pattern or drawing cannot be broken without hurting it.
            if path.startswith("web/") and _LONG_LITERAL.search(line):
                continue
            if len(line.rstrip("\r")) > config.COLUMNS_MAX:
                yield path, number, "%d columns; at most %d" % (len(line), config.COLUMNS_MAX)


def white_space(tree):
    """No CRLF, no blanks at the end of a line, no tabs in C++, a line break at the end."""
    for path in tree.files(*config.TEXT) + scripts(tree):
        text = tree.text(path)
        if _generated(path) or "/data/" in path or "/corpus/" in path:
            continue
        for number, line in enumerate(_lines(text), 1):
            if line.endswith("\r"):
                yield path, number, "CRLF"
            elif line != line.rstrip(" \t"):
                yield path, number, "blanks at the end of the line"
            elif "\t" in line and path.endswith(config.CPP):
                yield path, number, "a tab"
        if text and not text.endswith("\n"):
            yield path, text.count("\n") + 1, "no line break at the end"


# A remark that begins with it; the server has notifications of such a type.
MARK = re.compile(r"(?://|#|/?\*+|<!--)\s*(TO" r"DO|FIX" r"ME|XX" r"X)\b(?!\(#\d+\))")


def stray_marks(tree):
    """Work left for later names its issue: TO-DO(#12)."""
    for path in tree.files(*config.CODE) + scripts(tree):
        if _generated(path):
            continue
        for number, line in enumerate(_lines(tree.text(path)), 1):
            match = MARK.search(line)
            if match:
                yield path, number, "%s without the number of an issue, as in (#12)" % (
                    match.group(1))


def lock_files(tree):
    """Lock files name no registry."""
    for path in tree.files("package-lock.json"):
        for number, line in enumerate(_lines(tree.text(path)), 1):
            if '"resolved"' in line:
                yield path, number, 'lock file with "resolved"; see .npmrc beside it'
                break


def pragma_once(tree):
    """Every header begins with #pragma once."""
    for path in tree.files(".h"):
        if not re.search(r"^#pragma once$", tree.text(path), re.M):
            yield path, 1, "no #pragma once"


def using_namespace(tree):
    """No header opens a namespace for those who include it."""
    for path in tree.files(".h"):
        cpp = tree.cpp(path)
        for match in re.finditer(r"\busing\s+namespace\b", cpp.code):
            yield path, cpp.line(match.start()), "using namespace in a header"


def banned_calls(tree):
    """Calls of config.BANNED and, outside base, of config.BANNED_OUTSIDE_BASE."""
    for path in tree.files(*config.CPP, under="src/"):
        rules = dict(config.BANNED)
        if not path.startswith("src/base/") and not path.endswith("_test.cc"):
            rules.update(config.BANNED_OUTSIDE_BASE)
        cpp = tree.cpp(path)
        for pattern, reason in rules.items():
            for match in re.finditer(pattern, cpp.code):
                yield path, cpp.line(match.start()), "%s: %s" % (
                    match.group().split("(")[0].strip(), reason)


_WAIT = re.compile(r"^const (?:RUN|WAIT)_MS = [\d_]+;", re.M)


def patient_waits(tree):
    """How long a test waits at most is a multiple of PATIENCE (tests/lib/patience.mjs)."""
    for path in tree.files(".mjs", under="tests/"):
        content = tree.text(path)
        for match in _WAIT.finditer(content):
            yield path, content.count("\n", 0, match.start()) + 1, "not a multiple of PATIENCE"
