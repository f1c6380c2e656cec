"""Names that may stand once."""

import re

from tidylib.functions import without_macros

SPACE = re.compile(r"\bnamespace(?:\s+([\w:]+))?\s*$")
TYPE = re.compile(r"\b(?:struct|class|union|enum(?:\s+(?:class|struct))?)\s+(\w+)"
                  r"(?:\s+final)?(?:\s*:[^:;].*)?\s*$", re.S)


def one_definition(tree):
    """A type of a namespace is defined in one file. Two of one name link, and one of them is used
    as if it were the other."""
    seen = {}
    for path in tree.files(".h", ".cc", under="src/"):
        cpp = tree.cpp(path)
        for name, at in types(cpp.code):
            first = seen.setdefault(name, path)
            if first != path:
                yield path, cpp.line(at), "%s is defined in %s as well" % (name, first)


def types(code):
    """Yields (name with its namespaces, offset of its brace) of the types that other files see."""
    code = without_macros(code)
    spaces = []  # of the open braces: the namespace's name, or None
    inner = 0
    begin = 0
    for match in re.finditer(r"[{};]", code):
        token, at = match.group(), match.start()
        before = code[begin:at]
        begin = at + 1
        if token == "{" and not inner and SPACE.search(before):
            spaces.append(SPACE.search(before).group(1))
        elif token == "{":
            found = None if inner or None in spaces else TYPE.search(before)
            if found and "(" not in found.group() and "=" not in before[:found.start()]:
                yield "::".join(spaces + [found.group(1)]), at
            inner += 1
        elif token == "}":
            if inner:
                inner -= 1
            elif spaces:
                spaces.pop()
