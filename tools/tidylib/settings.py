"""docs/operate/settings.md lists every setting, as src/server/settings.cc declares them.

docs/zh/operate/settings.md does so in Chinese, with what tools/settings_zh.tsv says of each.
"""

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
CHINESE_PAGE = "docs/zh/operate/settings.md"
# A line for each setting: its name, a tab, what it is.
CHINESE = "tools/settings_zh.tsv"
CHINESE_KINDS = {"text": "文本", "number": "数", "yes or no": "是或否", "duration": "时长",
                 "size": "大小", "list": "列表"}
CHINESE_HEAD = """# 所有设置

按部分列出每个设置。本页由 `tools/settings.py` 根据 `src/server/settings.cc` 和
`tools/settings_zh.tsv` 生成；怎样给出设置，见[设置，以及怎样给出](configure.md)。
时长写作 `500ms`、`10s`、`5m`、`2h` 或 `7d`；大小写作 `64k`、`10m` 或 `2g`；列表以逗号分隔。
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


def _table(rows, general, columns):
    """The sections of a page, of (name, kind, default, what)."""
    sections = {}
    for name, kind, default, what in rows:
        part = name.split(".")[0] if "." in name else general
        sections.setdefault(part, []).append("| `%s` | %s | %s | %s |\n" % (
            name, kind, "`%s`" % default if default else "", what.replace("|", "\\|")))
    head = "\n## %s\n\n" + columns + "\n|---|---|---|---|\n%s"
    return "".join(head % (part, "".join(rows)) for part, rows in sections.items())


def _rows(text):
    """(name, kind, default, what, secret, alias) of each setting of settings.cc."""
    for setting in parse(text):
        yield (setting["name"], KINDS[setting.get("kind", "kText").replace("Kind::", "")],
               setting.get("default_value", ""), setting.get("help", ""),
               setting.get("secret") == "true", setting.get("alias", ""))


def document(text):
    """The page, of the text of settings.cc."""
    return HEAD + _table([
        (name, kind, default, what + ("; secret: never shown" if secret else "") +
         ("; also `%s`" % alias if alias else ""))
        for name, kind, default, what, secret, alias in _rows(text)],
        "general", "| setting | kind | default | what |")


def said_in_chinese(lines):
    """{name: what it is}, of the text of CHINESE."""
    return dict(line.split("\t", 1) for line in lines.splitlines())


def chinese_document(text, said):
    """The page in Chinese, with what `said_in_chinese` has of each setting."""
    return CHINESE_HEAD + _table([
        (name, CHINESE_KINDS[kind], default, said[name] + ("；机密，从不显示" if secret else "") +
         ("；也可写作 `%s`" % alias if alias else ""))
        for name, kind, default, _, secret, alias in _rows(text)],
        "通用", "| 设置 | 类型 | 默认 | 说明 |")


def _read(root, path):
    full = os.path.join(root, path)
    if not os.path.exists(full):
        return ""
    with open(full, encoding="utf-8") as file:
        return file.read()


def settings_page(tree):
    """The pages are those that the source makes, and each setting is said in Chinese."""
    source = _read(tree.root, SOURCE)
    if not source:
        return
    if _read(tree.root, PAGE) != document(source):
        yield PAGE, 1, "is not what %s makes: python3 tools/settings.py" % SOURCE
    if CHINESE not in tree.paths:
        return
    said = said_in_chinese(tree.text(CHINESE))
    declared = {row[0] for row in _rows(source)}
    for name in sorted(declared - set(said)):
        yield CHINESE, 1, "lacks %s: add a line of its name, a tab and what it is" % name
    for name in sorted(set(said) - declared):
        yield CHINESE, 1, "has %s, which is no setting" % name
    if declared == set(said) and \
            _read(tree.root, CHINESE_PAGE) != chinese_document(source, said):
        yield CHINESE_PAGE, 1, "is not what %s and %s make: python3 tools/settings.py" % (
            SOURCE, CHINESE)
