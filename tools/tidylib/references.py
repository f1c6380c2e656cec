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
# `im-chat 2.3.7`, in comments of sources and scripts, as a whole word, or a number alone. What is
# quoted, an address, a version or a size is none.
_TOKEN = re.compile(
    r"(?<![\w/.`-])(?P<name>%s) (?P<first>%s)\b(?!\.\d)|"
    r"(?<![\w./`\"~$@:,-])(?P<alone>[CNPS]?\d{1,2}(?:\.(?:\d{1,2}|[a-e]))+)\b"
    r"(?![\w/%%\"`-]|\.\d| *(?:px|s|ms|kB|MB|GB)\b)" % (
        "|".join(sorted(PROTOCOLS, key=len, reverse=True)), _NUMBER))
_OTHERS = re.compile(r"\b(?:RFC \d+|HTTP|TLS|SQLite|PostgreSQL|Debian|servers) \S*$")
_COMMENT = re.compile(r"^\s*(?://|#|/?\*+ )(.*)|\s// (.*)")
# Where comments speak of protocols, so that a number alone is one of theirs.
SPEAKING = ("src/core/", "src/dialect/", "tests/api/", "web/src/")


def named(comment, name):
    """[(protocol, section)] of a comment, and the name at its end; `name`: that of the line before.

    A number behind another one is of the same protocol. The protocol is None where none is named.
    """
    out = []
    for token in _TOKEN.finditer(comment):
        if token.group("name"):
            name = token.group("name")
            out.append((name, token.group("first")))
        elif not _OTHERS.search(comment[:token.start()]):
            out.append((name, token.group("alone")))
    return out, name if comment.rstrip().endswith((",", "…", "and", "to")) else None


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
    """A row's `.ref`, and a number behind the name of a protocol, is a section of its pages; a
    number of a section has the name of its protocol before it."""
    known = sections(tree)
    everywhere = set().union(*known.values())
    for path in tree.files(".cc", ".h", ".t", ".mjs", ".ts"):
        if not path.startswith(("src/", "tests/", "web/src/")):
            continue
        parts = path.split("/")
        in_dialect = parts[:2] == ["src", "dialect"] and len(parts) > 3
        own = PROTOCOLS.get(parts[2]) if in_dialect else None
        name = None
        for number, line in enumerate(tree.text(path).split("\n"), 1):
            wanted = []
            if own:
                wanted = [(own, section) for section in _ROW.findall(line)]
            comment = _COMMENT.search(line)
            found, name = named(comment.group(1) or comment.group(2) or "", name) if comment else (
                [], None)
            for protocol, section in found:
                if protocol is not None:
                    wanted.append((PROTOCOLS[protocol], section))
                elif section in everywhere and path.startswith(SPEAKING):
                    yield path, number, "name the protocol that %s is a section of" % section
            for place, section in wanted:
                if section not in known.get(place, ()):
                    yield path, number, "no section %s in %s%s" % (section, PAGES, place)
