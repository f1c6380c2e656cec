#!/usr/bin/env python3
"""Which C++ files are compiled together, so that what they all include is read once.

unity.py --source SRC --out DIR --each N FILE...
    writes DIR/unity_K.cc, each with the includes of at most N of the files and then these files,
    and DIR/files.txt, a line "unity_K.cc FILE..." each. Only files of which none speaks, or
    includes, a name that another has for itself (of an unnamed namespace, static, a macro, a type
    of its .cc), as far as its namespace is seen there, are put together; so each means what it
    meant alone. Files stay with those they were with, as long as that holds. A file is written only
    if it changes.

unity.py --source SRC --check DIR...
    exits with 1 if the files in such a folder changed so that they no longer fit.
"""

import argparse
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

from tidylib import config  # noqa: E402
from tidylib.source import Cpp  # noqa: E402

LIST = "files.txt"
ANY_INCLUDE = re.compile(r"^[ \t]*#[ \t]*include[ \t]+[<\"].*$", re.M)
DIRECTIVE = re.compile(r"^[ \t]*#(?:\\\n|[^\n])*", re.M)
DEFINE = re.compile(r"^[ \t]*#[ \t]*define[ \t]+(\w+)", re.M)
CONDITION = re.compile(r"^[ \t]*#[ \t]*(?:define|undef|if)", re.M)
WORD = re.compile(r"[A-Za-z_]\w*")
TEMPLATE = re.compile(r"\btemplate\s*<[^;{}()]*?>\s*(?=\w|\[)")
QUALIFIED = re.compile(r"(?=\b([A-Za-z_]\w*)\s*::\s*([A-Za-z_]\w*))")
NAMESPACE = re.compile(r"\b(inline\s+)?namespace\b([\w:\s]*)$")
TYPE = re.compile(r"\b(?:struct|class|union|enum(?:\s+(?:struct|class))?|concept)\s+(\w+)")
BARE = re.compile(r"(?<![\w.:])(?<!->)[A-Za-z_]\w*")
USING = re.compile(r"\busing\s+((?:\w+\s*::\s*)+)(\w+)\s*;")
ALIAS = re.compile(r"\busing\s+(\w+)\s*=")
DECLARED = re.compile(r"(\w+)\s*(?:\[[^\]]*\]\s*)*(?=[({=;,]|$)")
CALLED_MACRO = re.compile(r"\s*(?:KOINE_\w+\s*(?:\(\s*\))?\s*)+;?\s*$")
ANYWHERE = None
KEYWORDS = frozenset(
    "alignas auto bool break case catch char class concept const consteval constexpr constinit "
    "continue decltype default delete do double else enum explicit extern false final float for "
    "friend if inline int long mutable namespace new noexcept nullptr operator override private "
    "protected public requires return short signed sizeof static static_assert struct switch "
    "template this throw true try typedef typename union unsigned using virtual void volatile "
    "while".split())


class File:
    """own: name -> the namespaces in which it has it for itself, ANYWHERE for a macro. bare: names
    that it speaks without a namespace; qualified: (namespace or class, name), named: those names.
    spaces: the namespaces that it opens. used: name -> where a using-declaration has it from.
    headers: those of the project that it includes. alone: it is compiled by itself, because it sets
    a macro for what it includes, or includes the header of a library, whose macros are nobody
    else's."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            cpp = Cpp(file.read())
        self.headers = [target for _, target in cpp.includes()]
        self.includes = [line.strip() for line in ANY_INCLUDE.findall(cpp.text)]
        self.own = {name: {ANYWHERE} for name in DEFINE.findall(cpp.code)}
        self.qualified = set(QUALIFIED.findall(cpp.code))
        self.named = {name for _, name in self.qualified}
        self.spaces = set()
        self.bare = set(BARE.findall(cpp.code)) - KEYWORDS
        self.used = {name: place for place, name in USING.findall(cpp.code)}
        last = max((match.end() for match in ANY_INCLUDE.finditer(cpp.text)), default=0)
        self.alone = CONDITION.search(cpp.code[:last]) is not None or any(
            target.startswith(tuple(config.LIBRARIES)) for _, target in cpp.library_includes())
        self.header = path.endswith(".h")
        self._declare(DIRECTIVE.sub("", cpp.code))

    def _declare(self, code):
        """Goes over what stands between the braces of namespaces, a declaration at a time."""
        at = begin = depth = 0
        # Of the namespaces around; of a header all names are wanted.
        unnamed = [self.header]
        self._path = [""]
        for at, char in enumerate(code):
            if char == "{":
                space = NAMESPACE.search(code[begin:at]) if depth == 0 else None
                if space:
                    name = re.sub(r"\s", "", space.group(2))
                    unnamed.append(unnamed[-1] or not name)
                    self._path.append("::".join(filter(None, [self._path[-1], name])))
                    self.spaces.add(self._path[-1])
                    begin = at + 1
                else:
                    depth += 1
            elif char == "}":
                if depth == 0:
                    if len(unnamed) > 1:
                        unnamed.pop()
                        self._path.pop()
                    begin = at + 1
                    continue
                depth -= 1
                if depth == 0 and self._ends(code, at):
                    self._take(code[begin:at + 1], unnamed[-1])
                    begin = at + 1
            elif char == ";" and depth == 0:
                self._take(code[begin:at + 1], unnamed[-1])
                begin = at + 1

    @staticmethod
    def _ends(code, at):
        """Whether the declaration whose brace closes here has no more to it."""
        return not re.match(r"\s*[;,(){=]", code[at + 1:at + 64])

    def _take(self, text, unnamed):
        text = TEMPLATE.sub("", text)
        self._have(TYPE.findall(text.split("(")[0]))
        self._have(ALIAS.findall(text))
        head = self._flat(text)
        if unnamed or re.match(r"\s*(?:\w+\s+)*?(?:static|const|constexpr|constinit)\b", head):
            if not re.match(r"\s*using\s+(?!\w+\s*=)", head) and not CALLED_MACRO.match(head):
                # What is named with its namespace or class is declared elsewhere.
                self._have(DECLARED.findall(re.sub(r"\w+(?:<[^<>]*>)?\s*::\s*~?\w+", " ", head)))
        if unnamed and re.search(r"\benum\b(?!\s+(?:class|struct))", text):
            self._have(WORD.findall(text))

    def _have(self, names):
        for name in names:
            if name not in KEYWORDS and not name.isdigit():
                self.own.setdefault(name, set()).add(self._path[-1])

    @staticmethod
    def _flat(text):
        """Without what stands in parentheses and braces."""
        out = []
        depth = 0
        for char in text:
            if char in ")}":
                depth -= 1
            if depth == 0:
                out.append(char)
            if char in "({":
                depth += 1
        return "".join(out)


class Files:
    """Files by path, read once."""

    def __init__(self, source):
        self.source = source
        self._files = {}
        self._headers = {}

    def __getitem__(self, path):
        if path not in self._files:
            self._files[path] = File(path)
        return self._files[path]

    def headers(self, path):
        """The project's headers that it includes, also by way of others."""
        if path not in self._headers:
            seen = set()
            left = list(self[path].headers)
            while left:
                header = os.path.join(self.source, left.pop())
                # One that is made by a program is not there yet; its names are its library's.
                if header not in seen and os.path.exists(header):
                    seen.add(header)
                    left += self[header].headers
            self._headers[path] = seen
        return self._headers[path]

    def fit(self, one, two):
        if self[one].alone or self[two].alone:
            return False
        return not self._disturbs(one, two) and not self._disturbs(two, one)

    def _disturbs(self, one, two):
        """Whether what `one` declares is taken for something that `two` means."""
        a, b = self[one], self[two]
        if any(self._speaks(b, name, space) for name in a.own.keys() & (b.bare | b.named)
               for space in a.own[name]):
            return True
        # What `one` does not see when it is alone.
        news = [self[header] for header in self.headers(two) - self.headers(one)]
        for header in news:
            for name in a.own.keys() & header.own.keys():
                if ANYWHERE in a.own[name] | header.own[name] or a.own[name] & header.own[name]:
                    return True
        return any(b.used.get(name) != place and
                   (name in b.bare and any(self._within(b, space) for space in a.spaces) or
                    any(header.own.get(name, set()) & a.spaces for header in news))
                   for name, place in a.used.items())

    @staticmethod
    def _speaks(file, name, space):
        """Whether the file speaks this name of that namespace."""
        if space is ANYWHERE or (name in file.bare and Files._within(file, space)):
            return True
        return (space.split("::")[-1], name) in file.qualified

    @staticmethod
    def _within(file, space):
        """Whether the file sees what stands in that namespace without naming it."""
        return not space or any(own == space or own.startswith(space + "::")
                                for own in file.spaces)


def read_list(folder):
    """[[file]] as they were put together, or []."""
    try:
        with open(os.path.join(folder, LIST), encoding="utf-8") as file:
            return [line.split()[1:] for line in file]
    except FileNotFoundError:
        return []


def settle(files, paths, old, each):
    """[[path]]: those of `old` first, as far as they still fit."""
    groups = []
    left = set(paths)
    for group in old:
        kept = []
        for path in group:
            if path in left and all(files.fit(path, one) for one in kept):
                kept.append(path)
                left.discard(path)
        groups.append(kept)
    # Neighbours include much the same, so a file goes to the last ones first.
    for path in sorted(left):
        for group in reversed(groups):
            if len(group) < each and all(files.fit(path, one) for one in group):
                group.append(path)
                break
        else:
            groups.append([path])
    return groups


def write(path, text):
    try:
        with open(path, encoding="utf-8") as file:
            if file.read() == text:
                return
    except FileNotFoundError:
        pass
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def together(files, group):
    """The text of a file that compiles the group."""
    lines = []
    # One that is alone may have something to say before its includes.
    for path in group if len(group) > 1 else []:
        lines += [line for line in files[path].includes if line not in lines]
    return "\n".join(lines + ['#include "%s"' % os.path.relpath(path, files.source)
                              for path in group]) + "\n"


def plan(source, out, each, paths):
    os.makedirs(out, exist_ok=True)
    files = Files(source)
    groups = settle(files, paths, read_list(out), each)
    listed = []
    for number, group in enumerate(groups):
        name = "unity_%d.cc" % number
        write(os.path.join(out, name), together(files, group))
        listed.append(" ".join([name] + group))
    write(os.path.join(out, LIST), "".join(line + "\n" for line in listed))


def fitting(files, folder):
    for group in read_list(folder):
        group = [path for path in group if os.path.exists(path)]
        if any(not files.fit(a, b) for i, a in enumerate(group) for b in group[:i]):
            return False
    return True


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", required=True)
    parser.add_argument("--out")
    parser.add_argument("--each", type=int, default=5)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("paths", nargs="*")
    options = parser.parse_args(arguments)
    if options.check:
        files = Files(options.source)
        return 0 if all(fitting(files, folder) for folder in options.paths) else 1
    plan(options.source, options.out, options.each, options.paths)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
