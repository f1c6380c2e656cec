"""docs/operate/settings.md lists every setting, as src/server/settings.cc declares them."""

import os
import re

SOURCE = "src/server/settings.cc"
PAGE = "docs/operate/settings.md"
KINDS = {"kText": "text", "kInt": "number", "kBool": "yes or no", "kDuration": "duration",
         "kSize": "size", "kList": "list"}
FIELDS = ("name", "kind", "default_value", "help", "secret", "min", "max", "alias")
HEAD = """# Settings

Every setting, by section. Made of `src/server/settings.cc` by
`tools/settings.py`; [configure.md](configure.md) says how they are given.
A duration is `500ms`, `10s`, `5m`, `2h` or `7d`; a size `64k`, `10m` or `2g`; a list has commas.
"""
TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|//[^\n]*|([{},=])|([^\s{},="]+)')


def parse(text):
    """The settings as dictionaries of their fields."""
    start = text.index("kSettings[] = {") + len("kSettings[] = {")
    out, entry, field, value, depth = [], {}, 0, None, 0

    def close_field():
        nonlocal field, value
        if value is None:
            return
        name, content = value
        if name is None:
            name = FIELDS[field]
        entry[name] = " ".join(content) if name not in ("name", "default_value", "help", "alias") \
            else "".join(content)
        field += 1
        value = None

    pending = None
    for match in TOKEN.finditer(text, start):
        string, mark, word = match.groups()
        if string is None and mark is None and word is None:
            continue  # a comment
        if mark == "{":
            depth += 1
            if depth == 1:
                entry, field, value, pending = {}, 0, None, None
        elif mark == "}":
            if depth == 0:
                return out
            depth -= 1
            if depth == 0:
                close_field()
                out.append(entry)
        elif depth == 1 and mark == ",":
            close_field()
            pending = None
        elif depth == 1 and mark == "=":
            pending, value = value[1][0].lstrip("."), None
        elif depth == 1:
            content = string.replace('\\"', '"') if string is not None else word
            if value is None:
                value = (pending, [])
            value[1].append(content)
    raise ValueError("the table of settings does not end")


def document(text):
    """The page, of the text of settings.cc."""
    sections = {}
    for setting in parse(text):
        part = setting["name"].split(".")[0] if "." in setting["name"] else "general"
        kind = KINDS[setting.get("kind", "kText").replace("Kind::", "")]
        default = setting.get("default_value", "")
        what = setting.get("help", "").replace("|", "\\|")
        if setting.get("secret") == "true":
            what += "; secret: never shown"
        if setting.get("alias"):
            what += "; also `%s`" % setting["alias"]
        sections.setdefault(part, []).append("| `%s` | %s | %s | %s |\n" % (
            setting["name"], kind, "`%s`" % default if default else "", what))
    table = "\n## %s\n\n| setting | kind | default | what |\n|---|---|---|---|\n%s"
    return HEAD + "".join(table % (part, "".join(rows)) for part, rows in sections.items())


def settings_page(tree):
    """The page is the one that the source makes."""
    source = os.path.join(tree.root, SOURCE)
    if not os.path.exists(source):
        return
    with open(source, encoding="utf-8") as file:
        wanted = document(file.read())
    page = os.path.join(tree.root, PAGE)
    found = ""
    if os.path.exists(page):
        with open(page, encoding="utf-8") as file:
            found = file.read()
    if found != wanted:
        yield PAGE, 1, "is not what %s makes: python3 tools/settings.py" % SOURCE
