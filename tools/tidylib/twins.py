"""A page for users and operators has one in Chinese, which says the same of the same things."""

import os
import re

from tidylib.links import LINK, prose

# Where English pages are, and where their Chinese ones.
FOLDERS = {"docs/guide/": "docs/zh/", "docs/operate/": "docs/zh/operate/"}
INDEX = "docs/zh/README.md"
# Pages in Chinese that are none of an English page: the index, and the outline of the operation.
OWN = {INDEX, "docs/zh/operate.md"}
# Both front pages; what a heading says of the other language is theirs.
FRONT = {"README.md": "README.zh-CN.md"}
FENCE = re.compile(r"^\s*```(.*)$")
# Blocks of these kinds are what a machine reads. Others are answers, which may be translated.
READ_BY_MACHINES = {"sh", "toml", "yaml", "nginx", "caddy", "python", "ts"}
# What people say in an example, they say in their language.
SAID = re.compile(r'(?<="title":)"[^"]*"')
REMARK = re.compile(r"(?:^|\s+)#(?: .*|$)")
# Settings, series, fields, flags and codes, which have one name in every language.
NAME = re.compile(
    r"`(koine_[a-z0-9_]+|[a-z0-9]+(?:[._-][a-z0-9_]+)+|--[a-z][\w-]*|[a-z]+[A-Z]\w+)`")


def _headings(text):
    """[(line, level)]."""
    return [(number, len(line) - len(line.lstrip("#"))) for number, line in prose(text)
            if re.match(r"#{1,6} ", line)]


def _blocks(text):
    """[(line, kind and word, lines without remarks)] of what machines read."""
    out, opened = [], None
    for number, line in enumerate(text.split("\n"), 1):
        fence = FENCE.match(line)
        if fence and opened is None:
            opened = (number, fence.group(1).strip(), [])
        elif fence:
            if opened[1].split(" ")[0] in READ_BY_MACHINES:
                out.append(opened)
            opened = None
        elif opened is not None and REMARK.sub("", line).strip():
            opened[2].append(SAID.sub("", REMARK.sub("", line)).rstrip())
    return out


def _names(text):
    """{name: the first line that has it} of prose."""
    out = {}
    for number, line in prose(text):
        for name in NAME.findall(line):
            out.setdefault(name, number)
    return out


def _differences(english, chinese, page):
    """[(line of the Chinese page, message)]."""
    ours, theirs = _headings(chinese), _headings(english)
    if [level for _, level in ours] != [level for _, level in theirs]:
        yield 1, "has %d sections, and %s %d, or of other levels" % (len(ours), page, len(theirs))
    ours, theirs = _blocks(chinese), _blocks(english)
    for (number, kind, lines), (_, other, wanted) in zip(ours, theirs):
        if kind != other:
            yield number, "```%s is ```%s in %s" % (kind, other, page)
        elif lines != wanted:
            yield number, "the block is another one in %s" % page
    if len(ours) != len(theirs):
        yield 1, "has %d blocks of commands and settings, and %s %d" % (
            len(ours), page, len(theirs))
    known = _names(chinese)
    for name, number in _names(english).items():
        if name not in known:
            yield 1, "does not name `%s`, as %s:%d does" % (name, page, number)


def _pairs(tree):
    for path in tree.files(".md"):
        for folder, chinese in FOLDERS.items():
            if path.startswith(folder):
                yield path, chinese + path[len(folder):]
        if path in FRONT:
            yield path, FRONT[path]


def chinese_twins(tree):
    """Each page has its Chinese one, with the same sections, blocks and names; none is more."""
    pairs = dict(_pairs(tree))
    for path, twin in pairs.items():
        if not os.path.exists(os.path.join(tree.root, twin)):
            yield path, 1, "has no page in Chinese: %s" % twin
            continue
        for line, message in _differences(tree.text(path), tree.text(twin), path):
            yield twin, line, message
    for path in tree.files(".md", under="docs/zh/"):
        if path not in OWN and path not in pairs.values():
            yield path, 1, "has no page in English"


def chinese_index(tree):
    """docs/zh/README.md leads to every page below docs/zh."""
    if INDEX not in tree.paths:
        return
    listed = {os.path.normpath(os.path.join("docs/zh", target.partition("#")[0]))
              for _, line in prose(tree.text(INDEX))
              for pair in LINK.findall(line) for target in pair if target}
    for path in tree.files(".md", under="docs/zh/"):
        if path != INDEX and path not in listed:
            yield INDEX, 1, "does not lead to %s" % path
