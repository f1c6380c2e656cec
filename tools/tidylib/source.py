"""Reading the tree, and C++ files as code, comments and string literals."""

import os
import re
import subprocess

from tidylib import config


class Cpp:
    """A C++ file taken apart.

    code: the text with comments and the insides of literals blanked, line breaks kept.
    comments: [(offset, text)].
    strings: [(offset, value)] with literals that stand side by side joined.
    """

    TOKEN = re.compile(
        r'(?P<line>//(?:\\\n|[^\n])*)|(?P<block>/\*.*?\*/)'
        r'|R"(?P<tag>[^()\s\\"]{0,16})\((?P<raw>.*?)\)(?P=tag)"'
        r'|"(?P<text>(?:\\.|[^"\\\n])*)"'
        r"|(?<![0-9a-fA-F])'(?:\\.[^'\n]*|[^'\\\n])'", re.S)
    INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+"([^"]+)"', re.M)
    LIBRARY_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+<([^>]+)>', re.M)

    def __init__(self, text):
        self.text = text
        self.comments = []
        literals = []
        code = []
        at = 0
        for match in self.TOKEN.finditer(text):
            code.append(text[at:match.start()])
            code.append(re.sub(r"[^\n]", " ", match.group()))
            at = match.end()
            if match.group("line") is not None or match.group("block") is not None:
                self.comments.append((match.start(), match.group()))
            elif match.group("raw") is not None:
                literals.append((match.start(), match.end(), match.group("raw")))
            elif match.group("text") is not None:
                literals.append((match.start(), match.end(), match.group("text")))
        code.append(text[at:])
        self.code = "".join(code)
        self.literals = literals
        self.strings = self._joined(literals)

    MACRO = re.compile(r"^[ \t]*#[ \t]*define[ \t]+(\w+)(?!\()((?:\\\n|[^\n])*)", re.M)

    def macros(self, shared=()):
        """The file's macros of string literals and their texts, those of `shared` before them."""
        macros = dict(shared)
        for match in self.MACRO.finditer(self.code):
            items = self._items(macros, match.start(2), match.end(2))
            if items:
                macros[match.group(1)] = "".join(value for _, _, value in items)
        return macros

    def text_of(self, begin, end):
        """The text of the literals and macros of literals in a span, joined."""
        return "".join(value for _, _, value in self._items(self.macros(), begin, end))

    def expanded(self, shared=()):
        """Like strings, with the file's own macros of string literals put in, and those of
        `shared`; what stands inside their definitions is left out."""
        macros = self.macros(shared)
        inside = [(match.start(), match.end()) for match in self.MACRO.finditer(self.code)]
        items = [item for item in self._items(macros, 0, len(self.code))
                 if not any(begin <= item[0] < end for begin, end in inside)]
        return self._joined(items)

    def _items(self, macros, begin, end):
        items = [item for item in self.literals if begin <= item[0] < end]
        if macros:
            for match in re.compile(r"\b(?:%s)\b" % "|".join(macros)).finditer(
                    self.code, begin, end):
                items.append((match.start(), match.end(), macros[match.group()]))
        return sorted(items)

    def _joined(self, literals):
        out = []
        last_end = None
        for start, end, value in literals:
            if last_end is not None and not self.code[last_end:start].strip():
                out[-1] = (out[-1][0], out[-1][1] + value)
            else:
                out.append((start, value))
            last_end = end
        return out

    def line(self, offset):
        return self.text.count("\n", 0, offset) + 1

    def includes(self):
        """[(line, path)] of the includes in quotes, not those in comments."""
        return self._includes(self.INCLUDE)

    def library_includes(self):
        """The same of those in angle brackets."""
        return self._includes(self.LIBRARY_INCLUDE)

    def _includes(self, pattern):
        out = []
        for match in pattern.finditer(self.text):
            if self.code[match.start():match.end()].lstrip().startswith("#"):
                out.append((self.line(match.start()), match.group(1)))
        return out


class Tree:
    """The files of the project that the rules look at; texts and parses are kept."""

    SKIP_FOLDERS = {".git", "build", "node_modules", "dist", ".cache", "__pycache__", "data"}

    def __init__(self, root, only=()):
        self.root = os.path.abspath(root)
        self.sample = 1  # see headers.py
        self.paths = sorted(set(self._list()))
        self.only = {os.path.relpath(os.path.abspath(path), self.root) for path in only}
        self._texts = {}
        self._cpp = {}

    def _list(self):
        if os.path.isdir(os.path.join(self.root, ".git")) or os.path.isfile(
                os.path.join(self.root, ".git")):
            run = subprocess.run(
                ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others",
                 "--exclude-standard"],
                cwd=self.root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
            if run.returncode == 0:
                names = run.stdout.decode().split("\0")
                return [name for name in names
                        if name and os.path.isfile(os.path.join(self.root, name))]
        out = []
        for folder, folders, names in os.walk(self.root):
            folders[:] = [name for name in folders if name not in self.SKIP_FOLDERS]
            out += [os.path.relpath(os.path.join(folder, name), self.root) for name in names]
        return out

    def files(self, *extensions, under=""):
        """Paths with one of the extensions below a folder."""
        return [path for path in self.paths
                if path.startswith(under) and path.endswith(tuple(extensions))]

    def text(self, path):
        if path not in self._texts:
            with open(os.path.join(self.root, path), encoding="utf-8", errors="replace",
                      newline="") as file:
                self._texts[path] = file.read()
        return self._texts[path]

    def cpp(self, path):
        if path not in self._cpp:
            self._cpp[path] = Cpp(self.text(path))
        return self._cpp[path]


def layer_of(path):
    """("core", "message") for src/core/message/send.cc; the folder is "" directly in a layer, and
    "office/approval" where a folder holds nouns of its own."""
    parts = path.split("/")
    if len(parts) < 3 or parts[0] != "src" or parts[1] not in config.LAYERS:
        return None, ""
    if len(parts) == 3:
        return parts[1], ""
    if "/".join(parts[1:3]) in config.GROUPS and len(parts) > 4:
        return parts[1], "/".join(parts[2:4])
    return parts[1], parts[2]


def is_test(path):
    return path.endswith(("_test.cc", "_test_util.cc", "_test_util.h"))
