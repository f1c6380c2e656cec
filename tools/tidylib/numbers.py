"""Numbers that documents repeat are those of the code."""

import os
import re

from tidylib import settings
from tidylib.links import prose

# A constant in the code, and what a document says of it; both patterns have the number as group 1.
REPEATED = [
    ("src/store/inspect.h", r"kPgVersionMin = (\d+)",
     "docs/operate/postgresql.md", r"postgresql://user@host/database`, version (\d+)"),
    ("src/store/inspect.h", r"kPgVersionMin = (\d+)",
     "docs/operate/cluster.md", r"at a time, version (\d+) or later"),
    ("src/core/webhook/webhook.h", r"kWebhooksMax = (\d+)",
     "docs/api/appim/webhooks.md", r"An application has at most (\d+)\."),
    ("src/core/webhook/webhook.h", r"kKeptMax = ([\d']+)",
     "docs/api/appim/webhooks.md", r"At most ([\d,]+) deliveries"),
    ("src/server/webhook_sender.h", r"kUnderWayMax = (\d+)",
     "docs/api/appim/webhooks.md", r"(\d+) over all"),
    ("src/core/app/room.h", r"kRoomsPerClientMax = (\d+)",
     "docs/api/appim/README.md", r"at most (\d+) rooms"),
    ("src/core/identity/attempts.h", r"kAttemptsMax = (\d+)",
     "docs/guide/accounts.md", r"after (\w+) within 15 minutes"),
    ("src/core/identity/attempts.h", r"kAddressAttemptsMax = (\d+)",
     "docs/guide/accounts.md", r"has (a hundred|\d+) within 15 minutes"),
    ("src/core/identity/attempts.h", r"kAttemptWindowMs = (\d+)",
     "docs/guide/accounts.md", r"refused, right or wrong, until the (\d+) minutes"),
    ("src/core/identity/signin.h", r"kSignInsListedMax = (\d+)",
     "docs/guide/accounts.md", r"newest (\d+) are listed"),
    ("src/core/identity/entry_code.h", r"kEntryCodeLifetimeMs = (\d+)LL",
     "docs/operate/registration.md", r"within (\w+) days"),
    ("src/server/image_worker.h", r"kPixelsMax = (\d+)'000'000",
     "docs/guide/files.md", r"above (\d+) million pixels"),
    ("src/core/group/manage.h", r"kAdminsMax = (\d+)",
     "docs/guide/groups.md", r"administrators \(at most (\d+)\)"),
    ("src/core/group/manage.h", r"kAdminsMax = (\d+)",
     "docs/api/openim/README.md", r"has at most (\d+) administrators"),
    ("src/core/contact/contact.h", r"kContactsMax = (\d+)",
     "docs/api/imchat/README.md", r"more than ([\d,]+) friends"),
    ("src/core/contact/contact.h", r"kContactsMax = (\d+)",
     "docs/api/openim/README.md", r"more than ([\d,]+) friends"),
    ("src/core/search/search.h", r"kHitsMax = ([\d']+)",
     "docs/guide/search.md", r"`total` counts up to ([\d,]+)"),
    ("src/core/search/search.h", r"kLooksMax = ([\d']+)",
     "docs/guide/search.md", r"reads at most ([\d,]+)\s+candidates"),
    ("src/core/search/tokens.h", r"kTextCodePointsMax = ([\d']+)",
     "docs/guide/search.md", r"first ([\d,]+) characters"),
    ("src/core/notification/notice.h", r"kNoticeReceiversMax = (\d+)",
     "docs/api/imchat/README.md", r"`recvIds` \(up to ([\d,]+)\)"),
    ("src/core/notification/notice.h", r"kNoticeAheadMaxMs = (\d+)LL",
     "docs/api/imchat/README.md", r"at most (\d+) days ahead"),
]
# Figures that both READMEs show: what docs/develop/bench.md calls each, and how the two say it.
BENCH = "docs/develop/bench.md"
FIGURES = [
    (r"\n\| `durable_cpu_us` \| 40 \| 17 \| ([\d.]+)", r"([\d.]+) µs of processor each",
     r"每条占用处理器 ([\d.]+) µs"),
    (r"\n\| `durable_per_s` \| \| \| ([\d,]+)", r"([\d,]+) a second, ", r"每秒 ([\d,]+) 条，"),
    (r"`latency_p50_ms` \| \| \| ([\d.]+)", r"([\d.]+) ms \(half\)", r"中位数 ([\d.]+) ms"),
    (r"`latency_p99_ms` \|[^|]*\| \| ([\d.]+)", r"([\d.]+) ms \(99 of 100\)",
     r"99% 在 ([\d.]+) ms"),
    (r"`fanout_cpu_us` \(floor\) \|[^|]*\|[^|]*\| ([\d.]+)", r"([\d.]+) µs of processor \|",
     r"\| 处理器 ([\d.]+) µs \|"),
    (r"`idle_bytes` \(floor\) \|[^|]*\|[^|]*\| (\d+)", r"(\d+) bytes", r"(\d+) 字节"),
    (r"`rest_mb` \|[^|]*\|[^|]*\| ([\d.]+)", r"([\d.]+) MB; ", r"([\d.]+) MB；"),
    (r"`cold_start_ms` \|[^|]*\|[^|]*\| ([\d.]+)", r"MB; ([\d.]+) ms", r"MB；([\d.]+) ms"),
    (r"`search_p99_ms` \| 200 \| (\d+)", r"99 of 100 \| (\d+) ms", r"99% \| (\d+) ms"),
    (r"\n\| `durable_per_s` \| 12,000 at least (?:\|[^|\n]*)*\| ([\d,]+)[^|\n]*\|\n",
     r"on PostgreSQL: messages a second \| ([\d,]+)", r"每秒消息数 \| ([\d,]+)"),
]
REPEATED += [(BENCH, figure, "README.md", said) for figure, said, _ in FIGURES]
REPEATED += [(BENCH, figure, "README.zh-CN.md", said) for figure, _, said in FIGURES]
# What a document says behind the name of a setting: its default, in brackets or in a table.
NAMED = re.compile(r"`([a-z0-9_]+(?:\.[a-z0-9_]+)+)`(?:, the default,)? \((\d[\w.]*)\b")
ROW = re.compile(r"^\| `([a-z0-9_.]+)` \| ([^|]*) \|")
FLAG = re.compile(r"--([a-z0-9_]+(?:\.[a-z0-9_]+)+)\b")
NAME = re.compile(r"`([a-z0-9]+(?:\.[a-z0-9_]+)+)(?: ?= ?[^`]*)?`")

# Words with a dot that begin like a setting: events, files, values kept at run time.
NOT_SETTINGS = {"message.recall.timeLimit", "group.id", "secrets.toml", "http.webroot"}
NOT_ABOUT_SETTINGS = {settings.PAGE, "docs/develop/format.md"}


WORDS = {"five": "5", "seven": "7", "a hundred": "100"}


def _same(text):
    """10,000, 10'000 and 10000 are one number, and so are five and 5."""
    return re.sub(r"[,' ]", "", WORDS.get(text, text)).strip("`")


def repeated_numbers(tree):
    """Each of REPEATED is the same in both places."""
    for source, constant, page, said in REPEATED:
        if not all(os.path.exists(os.path.join(tree.root, path)) for path in (source, page)):
            continue
        true = re.search(constant, tree.text(source))
        told = re.search(said, tree.text(page))
        if true is None:
            yield source, 1, "no %s; tools/tidylib/numbers.py looks for it" % constant
        elif told is None:
            yield page, 1, "no %s; tools/tidylib/numbers.py looks for it" % said
        elif _same(true.group(1)) != _same(told.group(1)):
            line = tree.text(page)[:told.start()].count("\n") + 1
            yield page, line, "says %s, %s has %s" % (told.group(1), source, true.group(1))


def _declared(tree):
    if settings.SOURCE not in tree.paths:
        return {}
    return {entry["name"]: entry for entry in settings.parse(tree.text(settings.SOURCE))}


def named_settings(tree):
    """A setting that a document names is one, and has the default that the document says."""
    declared = _declared(tree)
    if not declared:
        return
    sections = {name.split(".")[0] for name in declared if "." in name}
    known = set(declared) | {entry["alias"] for entry in declared.values() if entry.get("alias")}
    for path in tree.files(".md"):
        if path in NOT_ABOUT_SETTINGS or not path.startswith(("docs/", "README", "SECURITY")):
            continue
        for number, line in enumerate(tree.text(path).split("\n"), 1):
            for name in FLAG.findall(line):
                if name.split(".")[0] in sections and name not in known \
                        and name not in NOT_SETTINGS:
                    yield path, number, "--%s is no setting" % name
        table_of_defaults = False
        for number, line in prose(tree.text(path)):
            for match in NAME.finditer(line):
                name = match.group(1)
                if name.split(".")[0] in sections and name not in known \
                        and name not in NOT_SETTINGS and ".example." not in name:
                    yield path, number, "%s is no setting" % name
            table_of_defaults = line.startswith(("| setting | default", "| 设置 | 默认")) or \
                table_of_defaults and line.startswith("|")
            said = [match.groups() for match in NAMED.finditer(line)]
            row = ROW.match(line)
            if table_of_defaults and row is not None:
                said.append(row.groups())
            for name, value in said:
                if name not in declared or " " in value.strip():
                    continue
                default = declared[name].get("default_value", "")
                # Of an address a document may say the port alone.
                if _same(value) not in (_same(default), default.rpartition(":")[2]):
                    yield path, number, "says %s of %s, whose default is %s" % (
                        value, name, default)


SUITES = "tools/dev/suites.sh"
CONTRIBUTING = "CONTRIBUTING.md"


def listed_suites(tree):
    """CONTRIBUTING.md has a row for each suite of ./dev test, and for no other."""
    if SUITES not in tree.paths or CONTRIBUTING not in tree.paths:
        return
    suites = set(re.findall(r"^suite_(\w+)\(\)", tree.text(SUITES), re.M)) - {"limit_s"}
    page = tree.text(CONTRIBUTING)
    table = page[page.index("| suite |"):].split("\n\n")[0]
    rows = set(re.findall(r"^\| `(\w+)` \|", table, re.M))
    line = page[:page.index("| suite |")].count("\n") + 1
    for name in sorted(suites - rows):
        yield CONTRIBUTING, line, "lacks the suite %s" % name
    for name in sorted(rows - suites):
        yield CONTRIBUTING, line, "lists %s, which is no suite of %s" % (name, SUITES)
