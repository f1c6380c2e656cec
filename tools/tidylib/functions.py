"""How long functions are, by counting braces."""

import re

from tidylib import config

AFTER_PARAMETERS = re.compile(
    r"\)\s*(?:const|noexcept(?:\s*\([^()]*\))?|override|final|mutable|try|&&?"
    r"|->\s*[\w:<>,\s*&]+|requires\b[^;{}]*)*\s*$")
CONSTRUCTOR = re.compile(r"\)\s*(?:noexcept\s*)?:[^:].*[)}]\s*$", re.S)
TYPE = re.compile(r"\b(?:class|struct|union|enum|namespace)\b|\bextern\s*$")
LAMBDA = re.compile(r"\[[^\[\]]*\]\s*$")


def function_size(tree):
    """A function has at most FUNCTION_LINES_MAX lines from its name to its closing brace."""
    for path in tree.files(*config.CPP):
        cpp = tree.cpp(path)
        for start, end in functions(cpp.code):
            first, last = cpp.line(start), cpp.line(end)
            count = last - first + 1
            if count > config.FUNCTION_LINES_MAX:
                yield path, first, "function of %d lines; at most %d" % (
                    count, config.FUNCTION_LINES_MAX)


def without_macros(code):
    """The code with the lines of the preprocessor blanked."""
    return re.sub(r"^[ \t]*#(?:\\\n|[^\n])*", lambda m: re.sub(r"[^\n]", " ", m.group()), code,
                  flags=re.M)


def functions(code):
    """Yields (offset of the first character, offset of the closing brace) of outermost functions.

    What stands before a brace since the last ; { or } says what the brace opens. Braces of
    initialisers leave that text as it is, so that a constructor's list is read whole.
    """
    code = without_macros(code)
    stack = []  # (kind, start)
    depth = 0  # open functions
    begin = 0
    parens = 0
    for match in re.finditer(r"[{};()]", code):
        token, at = match.group(), match.start()
        if token in "()":
            if depth == 0:
                parens += 1 if token == "(" else -1
        elif token == ";":
            if depth == 0 and parens <= 0:
                begin, parens = at + 1, 0
        elif token == "{":
            kind = "inner" if depth else _kind(code[begin:at], parens)
            start = begin + len(code[begin:at]) - len(code[begin:at].lstrip())
            stack.append((kind, start))
            if kind == "function":
                depth += 1
            elif kind == "type":
                begin, parens = at + 1, 0
        elif stack:
            kind, start = stack.pop()
            if kind == "function":
                depth -= 1
                yield start, at
            if kind in ("function", "type"):
                begin, parens = at + 1, 0


def _kind(before, parens):
    text = before.strip()
    if parens <= 0 and (AFTER_PARAMETERS.search(text) or LAMBDA.search(text)
                        or CONSTRUCTOR.search(text)):
        return "function"
    if parens <= 0 and TYPE.search(text) and not text.endswith("="):
        return "type"
    if parens > 0 and re.search(r"\]\s*(?:\([^{}]*\))?[\w\s>:&*-]*$", text):
        return "function"  # a lambda handed to a call at namespace scope
    return "initialiser"
