"""What documents lead to is there: files, and headings in them."""

import os
import re

from tidylib import config

LINK = re.compile(r"\]\(([^()\s]+)\)|\bsrc=\"([^\"]+)\"")
HEADING = re.compile(r"^#{1,6} +(.*?) *$")
# A page that code or prose names by its place in the repository.
NAMED = re.compile(r"(?<![\w./-])docs/[\w./-]*[\w-]\.(?:md|tsv)\b")
# A source that a document names by the end of its path, at least folder and file.
SOURCE = re.compile(r"`([a-z][\w/]*/\w+\.(?:h|cc|py|mjs|ts|tsv|vue))`")
# What a release said of itself stays as it was said.
HISTORY = {"CHANGELOG.md"}


def prose(text):
    """[(line, text)] outside of fenced blocks, which show commands and answers."""
    fenced = False
    for number, line in enumerate(text.split("\n"), 1):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif not fenced:
            yield number, line


def anchors(text):
    """The names that links give the headings of a page."""
    out = set()
    for _, line in prose(text):
        match = HEADING.match(line)
        if match is None:
            continue
        title = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", match.group(1)).lower()
        name = re.sub(r"[^\w\- ]", "", title).replace(" ", "-")
        count = 0
        while name + ("-%d" % count if count else "") in out:
            count += 1
        out.add(name + ("-%d" % count if count else ""))
    return out


def document_links(tree):
    """A link of a document to a file or a heading leads somewhere."""
    for path in tree.files(".md"):
        for number, line in prose(tree.text(path)):
            for match in LINK.finditer(re.sub(r"`[^`]*`", "", line)):
                target = match.group(1) or match.group(2)
                if re.match(r"[a-z]+:", target):
                    continue
                file, _, heading = target.partition("#")
                full = os.path.normpath(os.path.join(os.path.dirname(path), file)) if file else path
                if not os.path.exists(os.path.join(tree.root, full)):
                    yield path, number, "leads to %s, which is not there" % target
                elif heading and full.endswith(".md") and heading not in anchors(tree.text(full)):
                    yield path, number, "leads to %s, and %s has no such heading" % (target, full)


def named_documents(tree):
    """A page of docs/ that a file names is there."""
    for path in tree.files(*config.CODE, ".md", ".t") + ["dev"]:
        if path in HISTORY or path not in tree.paths or path == "tools/tidy_test.py":
            continue
        for number, line in enumerate(tree.text(path).split("\n"), 1):
            for match in NAMED.finditer(re.sub(r"\]\([^)]*\)", "]", line)):
                if not os.path.exists(os.path.join(tree.root, match.group())):
                    yield path, number, "names %s, which is not there" % match.group()


def named_sources(tree):
    """A source that a document names is there; decisions name those of their day."""
    ends = {"/" + path for path in tree.paths}
    for path in tree.files(".md"):
        if path in HISTORY or path.startswith("docs/adr/"):
            continue
        for number, line in prose(tree.text(path)):
            for name in SOURCE.findall(line):
                if not any(end.endswith("/" + name) for end in ends):
                    yield path, number, "names %s, which is not there" % name


def named_things(tree):
    """What a README of src names with its namespace is in a source of that namespace."""
    known = {}
    for path in tree.files(".h", ".cc", under="src/"):
        code = tree.text(path)
        names = set(re.findall(r"\b[A-Z]\w+", code))
        for namespace in re.findall(r"^namespace (?:\w+::)*(\w+) \{", code, re.MULTILINE):
            known.setdefault(namespace, set()).update(names)
    for path in tree.files("README.md", under="src/"):
        for number, line in prose(tree.text(path)):
            for namespace, name in re.findall(r"`([a-z]\w*)::([A-Z]\w+)", line):
                if name not in known.get(namespace, ()):
                    yield path, number, "names %s::%s, which is not there" % (namespace, name)


def every_page_listed(tree):
    """docs/README.md leads to every page below docs/."""
    index = "docs/README.md"
    if index not in tree.paths:
        return
    listed = set()
    for _, line in prose(tree.text(index)):
        for match in LINK.finditer(line):
            target = (match.group(1) or match.group(2)).partition("#")[0]
            listed.add(os.path.normpath(os.path.join("docs", target)))
    for path in tree.files(".md", under="docs/"):
        folder_index = os.path.join(os.path.dirname(path), "README.md")
        if path == index or path in listed:
            continue
        if path.startswith("docs/adr/") and folder_index in listed:
            continue
        yield index, 1, "does not lead to %s" % path
