"""What rows and comments say of the protocols leads to a section of docs/protocol."""

import re

PAGES = "docs/protocol/"
# How sources name a protocol: the folder or page that has its numbers.
PROTOCOLS = {
    "ruoyi": "ruoyi/", "ruoyi-im": "ruoyi/", "ruoyi-client": "ruoyi/", "imchat": "imchat/",
    "im-chat": "imchat/", "appim": "appim.md", "app-im": "appim.md", "openim": "openim/",
    "openim-http": "openim/", "openim-ws": "openim/", "mapping": "mapping.md",
}
_NUMBER = r"[CNPS]?\d+(?:\.(?:\d+|[a-z]\b))*"
_HEADING = re.compile(r"^#+ +(%s)\.?(?= |$)" % _NUMBER)
# Short rules are rows of a table.
_ANCHOR = re.compile(r'<a id="(%s)">|^\| (P\d+) \|' % _NUMBER)
_ROW = re.compile(r'\.ref = "(?:ws )?(%s)' % _NUMBER)
# `im-chat 2.3.7`, in comments of sources and scripts, as a whole word.
_NAMED = re.compile(r"(?<![\w/.`-])(%s) (%s)\b(?!\.\d)" % (
    "|".join(sorted(PROTOCOLS, key=len, reverse=True)), _NUMBER))
_COMMENT = re.compile(r"^\s*(?://|#)|\s// ")


def sections(tree):
    """Each protocol's numbers."""
    out = {}
    for path in tree.files(".md"):
        if not path.startswith(PAGES):
            continue
        rest = path[len(PAGES):]
        place = rest.split("/")[0] + "/" if "/" in rest else rest
        numbers = out.setdefault(place, set())
        for line in tree.text(path).split("\n"):
            heading = _HEADING.match(line)
            if heading:
                numbers.add(heading.group(1))
            for names in _ANCHOR.findall(line):
                numbers.update(names)
    return out


def protocol_sections(tree):
    """A row's `.ref`, and a number behind the name of a protocol, is a section of its pages."""
    known = sections(tree)
    for path in tree.files(".cc", ".h", ".t", ".mjs"):
        if not path.startswith(("src/", "tests/")):
            continue
        parts = path.split("/")
        in_dialect = parts[:2] == ["src", "dialect"] and len(parts) > 3
        own = PROTOCOLS.get(parts[2]) if in_dialect else None
        for number, line in enumerate(tree.text(path).split("\n"), 1):
            wanted = []
            if own:
                wanted = [(own, section) for section in _ROW.findall(line)]
            if _COMMENT.search(line):
                wanted += [(PROTOCOLS[name], section) for name, section in _NAMED.findall(line)]
            for place, section in wanted:
                if section not in known.get(place, ()):
                    yield path, number, "no section %s in %s%s" % (section, PAGES, place)
