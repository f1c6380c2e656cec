#!/usr/bin/env python3
"""For each rule of tidy: a bad example is caught on its line, a good one passes."""

import os
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

from tidylib import access, config, form, functions, headers  # noqa: E402
from tidylib import layers, links, names, numbers  # noqa: E402
from tidylib import promises, references  # noqa: E402
from tidylib import series, settings, sql, text, words  # noqa: E402
from tidylib.source import Cpp, Tree  # noqa: E402


class RuleTest(unittest.TestCase):
    def run_rule(self, rule, files):
        """Writes the files into an empty tree and returns the findings as (path, line)."""
        with tempfile.TemporaryDirectory() as root:
            for path, content in files.items():
                full = os.path.join(root, path)
                os.makedirs(os.path.dirname(full), exist_ok=True)
                with open(full, "w", encoding="utf-8", newline="") as file:
                    file.write(content)
            return [(path, line) for path, line, _ in rule(Tree(root))]

    def good(self, rule, files):
        self.assertEqual(self.run_rule(rule, files), [])

    def bad(self, rule, files, path, line):
        self.assertEqual(self.run_rule(rule, files), [(path, line)])


class Source(unittest.TestCase):
    def test_takes_apart(self):
        cpp = Cpp('int a; // "no"\nauto b = "x" /* c */\n  "y";\n'
                  'auto c = R"(z " z)";\nchar d = \'"\';\n')
        self.assertEqual([value for _, value in cpp.strings], ["xy", 'z " z'])
        self.assertEqual(len(cpp.comments), 2)
        self.assertEqual(cpp.code.count("\n"), cpp.text.count("\n"))
        self.assertNotIn("no", cpp.code)

    def test_digit_separators_are_no_literals(self):
        cpp = Cpp("int a = 10'000; auto b = \"x\"; int c = 1'0;\n")
        self.assertEqual([value for _, value in cpp.strings], ["x"])

    def test_commented_include_is_none(self):
        cpp = Cpp('// #include "a/b.h"\n#include "c/d.h"\n/*\n#include "e/f.h"\n*/\n')
        self.assertEqual(cpp.includes(), [(2, "c/d.h")])


class Access(RuleTest):
    def test_nobody_raises_a_right(self):
        rule = access.principals
        self.good(rule, {"src/dialect/appim/file.cc": "call.who = access::ByLink(call.who, t);\n",
                         "src/dialect/a/x.cc": "x(access::Untrusted(call.who));\n",
                         "src/core/access/behalf.cc": '#include "core/access/maker.h"\n',
                         "src/core/a/a_test.cc": '#include "core/core_test_util.h"\n',
                         "src/core/a/b.cc": '#include "core/access/system.h"\n'})
        for bad in ("x(access::ByLink(call.who, t));", "x(access::AdministratorOf(call.who));",
                    '#include "core/access/system.h"', '#include "core/office/task/system.h"',
                    '#include "core/access/maker.h"', '#include "core/core_test_util.h"'):
            self.bad(rule, {"src/dialect/a/x.cc": "int a;\n%s\n" % bad},
                     "src/dialect/a/x.cc", 2)
        self.bad(rule, {"src/core/a/x.cc": '\n#include "core/access/maker.h"\n'},
                 "src/core/a/x.cc", 2)


class Promises(RuleTest):
    PAGE = ("# Security\n## What is enforced, and where\n- **Doors.** They open.\n%s\n"
            "## What holds it\n| Subject | What is said | Check |\n| --- | --- | --- |\n%s\n")
    FILES = {"src/a/b_test.cc": "TEST_F(Doors, Open) {\n", "tests/rights/suite.mjs": "a case\n",
             "tools/tidy": "RULES = [\n    access.principals,\n]\n"}

    def test_each_has_a_check_that_is_there(self):
        rule = promises.kept_promises
        line = "| Doors | They open | %s |"
        for check in ("`Doors.Open`", "`tidy principals` `suite rights`",
                      "`tests/rights/suite.mjs: a case`"):
            self.good(rule, {**self.FILES, "SECURITY.md": self.PAGE % ("", line % check)})
        for check in ("`Doors.Shut`", "`tidy doors`", "`suite doors`", "nothing", "`x`",
                      "`tests/rights/suite.mjs: another`", "`tests/rights/x.mjs: a case`"):
            self.bad(rule, {**self.FILES, "SECURITY.md": self.PAGE % ("", line % check)},
                     "SECURITY.md", 8)
        page = self.PAGE % ("- **Windows.** They do not.", line % "`Doors.Open`")
        self.bad(rule, {**self.FILES, "SECURITY.md": page}, "SECURITY.md", 4)
        self.bad(rule, {**self.FILES, "SECURITY.md": "# Security\n"}, "SECURITY.md", 1)


class References(RuleTest):
    PAGE = "# IM Chat\n## 2. Users\n### 2.1 Sign in\n<a id=\"2.b\"></a>\n| P3 | One. |\n"

    def check(self, path, good, bad):
        pages = {"docs/protocol/imchat/users.md": self.PAGE}
        self.good(references.protocol_sections, {**pages, path: good})
        self.bad(references.protocol_sections, {**pages, path: good + bad}, path, 2)

    def test_rows(self):
        self.check("src/dialect/imchat/a.cc", '  {.ref = "2.1"},\n', '  {.ref = "2.9"},\n')

    def test_comments(self):
        self.check("src/core/a.h", "// As im-chat 2.1 and im-chat P3 say.\n", "// See im-chat 3.\n")
        self.check("tests/api/a.t", "# imchat 2.b, as RFC 9110 2.1 has it\n", "# imchat 2.2\n")

    def test_lists(self):
        self.check("src/core/a.h", "// imchat 2, 2.1; 2.b, of 12.34 MB\n", "// imchat 2 … 2.2\n")
        self.check("tests/api/a.t", "# imchat 2,\n", "# 2.2\n")

    def test_numbers_without_a_name(self):
        self.check("src/dialect/imchat/a.cc", "// --- im-chat 2.1\n", "// --- 2.1\n")
        self.check("web/src/a.ts", "/** `2.1`, \"2.1\", 2.1 px, 127.0.2.1 */\n",
                   "/** What 2.1 says. */\n")


class Form(RuleTest):
    STYLE = "BasedOnStyle: Google\n"

    def test_layout(self):
        self.good(form.laid_out, {".clang-format": self.STYLE, "a.cc": "int a = 1;\n"})
        self.bad(form.laid_out, {".clang-format": self.STYLE,
                                 "a.cc": "int a = 1;\nint  b;\nint c ;\n"}, "a.cc", 2)


class Settings(RuleTest):
    SOURCE = ('constexpr config::Setting kSettings[] = {\n    // Some.\n'
              '    {"data", Kind::kText, "./data", "where, or "\n     "not", false, 1},\n'
              '    {"a.key", Kind::kList, "", "a | b", true},\n'
              '    {.name = "a.on", .kind = Kind::kBool, .default_value = "false",\n'
              '     .help = "whether", .alias = "on"},\n};\n')

    def test_page(self):
        page = settings.document(self.SOURCE)
        for row in ("| `data` | text | `./data` | where, or not |",
                    "| `a.key` | list |  | a \\| b; secret: never shown |",
                    "| `a.on` | yes or no | `false` | whether; also `on` |"):
            self.assertIn(row + "\n", page)
        self.good(settings.settings_page, {settings.SOURCE: self.SOURCE, settings.PAGE: page})
        self.bad(settings.settings_page, {settings.SOURCE: self.SOURCE,
                                          settings.PAGE: page.replace("where", "there")},
                 settings.PAGE, 1)
        self.bad(settings.settings_page, {settings.SOURCE: self.SOURCE}, settings.PAGE, 1)


class Numbers(RuleTest):
    def test_repeated(self):
        rule = numbers.repeated_numbers
        source = {"src/store/inspect.h": "constexpr std::int64_t kPgVersionMin = 13;\n"}
        page = "\n`--store.url postgresql://user@host/database`, version %d\n"
        where = "docs/operate/postgresql.md"
        self.good(rule, {**source, where: page % 13})
        self.bad(rule, {**source, where: page % 15}, where, 2)
        self.bad(rule, {**source, where: "nothing"}, where, 1)


    def test_settings(self):
        rule = numbers.named_settings
        source = {settings.SOURCE: Settings.SOURCE.replace('"a.on"', '"a.ttl"').replace(
            '"false"', '"24h"')}
        page = "`a.ttl` (24h) and --a.key\n| setting | default |\n|---|---|\n| `a.ttl` | 24h |\n"
        self.good(rule, {**source, "docs/a.md": page})
        self.bad(rule, {**source, "docs/a.md": page.replace("(24h", "(12h")}, "docs/a.md", 1)
        self.bad(rule, {**source, "docs/a.md": page.replace("| 24h", "| 12h")}, "docs/a.md", 4)
        self.bad(rule, {**source, "docs/a.md": page.replace("a.key", "a.kay")}, "docs/a.md", 1)
        self.bad(rule, {**source, "docs/a.md": "\n`a.other = 3`\n"}, "docs/a.md", 2)


    def test_suites(self):
        rule = numbers.listed_suites
        source = {numbers.SUITES: "suite_limit_s() {\n}\nsuite_unit() { x; }\n"}
        page = "# A\n\n| suite | what |\n|---|---|\n| `%s` | it |\n\n| `b` | no |\n"
        self.good(rule, {**source, numbers.CONTRIBUTING: page % "unit"})
        self.assertEqual(len(self.run_rule(rule, {**source, numbers.CONTRIBUTING: page % "a"})), 2)


class Links(RuleTest):
    def test_links(self):
        rule = links.document_links
        page = "# A b\n\n[x](c.md#d-e), [y](#a-b), [z](https://a.b/)\n```\n[no](no.md)\n```\n"
        other = {"docs/c.md": "## D: `e`\n"}
        self.good(rule, {**other, "docs/a.md": page.replace("d-e", "d-e")})
        self.bad(rule, {**other, "docs/a.md": page.replace("c.md", "d.md")}, "docs/a.md", 3)
        self.bad(rule, {**other, "docs/a.md": page.replace("d-e", "e")}, "docs/a.md", 3)
        self.bad(rule, {"docs/a.md": '\n<img src="no.png">\n'}, "docs/a.md", 2)

    def test_names(self):
        rule = links.named_documents
        self.good(rule, {"src/a.cc": "// docs/a.md\n", "docs/a.md": "",
                         "CHANGELOG.md": "docs/b.md\n"})
        self.bad(rule, {"src/a.cc": "\n// docs/b.md\n", "docs/a.md": ""}, "src/a.cc", 2)

    def test_sources(self):
        rule = links.named_sources
        self.good(rule, {"docs/a.md": "`core/a.h` `a.h`\n", "docs/adr/1.md": "`b/c.h`\n",
                         "src/core/a.h": ""})
        self.bad(rule, {"docs/a.md": "\n`b/a.h`\n", "src/core/a.h": ""}, "docs/a.md", 2)

    def test_things(self):
        rule = links.named_things
        code = {"src/core/a/b.h": "namespace koine::a {\nvoid Do();\n}\n"}
        self.good(rule, {"src/core/README.md": "`a::Do(x)` and `Do`\n", **code})
        for wrong in ("`b::Do`", "`a::Did`"):
            page = {"src/core/README.md": "\n%s\n" % wrong}
            self.bad(rule, {**page, **code}, "src/core/README.md", 2)

    def test_index(self):
        rule = links.every_page_listed
        index = {"docs/README.md": "[a](a.md) [adr](adr/README.md)\n", "docs/a.md": "",
                 "docs/adr/README.md": "", "docs/adr/0001-a.md": ""}
        self.good(rule, index)
        self.bad(rule, {**index, "docs/b/c.md": ""}, "docs/README.md", 1)


class Words(RuleTest):
    def test_plain(self):
        rule = words.plain_words
        self.good(rule, {"src/a.cc": '// he\nauto a = "Ban a user";\n'})
        self.bad(rule, {"src/a.cc": '\nauto a = "Shut somebody out";\n'}, "src/a.cc", 2)
        self.bad(rule, {"src/a.cc": 'auto a = "makes him at start";\n'}, "src/a.cc", 1)
        for text in ("Take an own message back", "Change the own profile", "all favorites",
                     "for whoever has the link"):
            self.bad(rule, {"src/a.cc": 'auto a = "%s";\n' % text}, "src/a.cc", 1)
        self.good(rule, {"src/dialect/appim/errors.cc": 'auto a = "client is silenced";\n',
                         "src/b.cc": 'auto path = "/message/favorite";\n'})

    def test_spoken(self):
        rule = words.spoken_lines
        line = 'auto a = name + "\u52a0\u5165\u4e86\u7fa4\u804a";\n'
        self.good(rule, {"src/core/body/body.cc": line, "src/dialect/ruoyi/a.cc": line})
        self.good(rule, {"src/core/group/a.cc": '// \u7fa4\nauto a = "group";\n'})
        self.bad(rule, {"src/core/group/a.cc": "\n" + line}, "src/core/group/a.cc", 2)


    def test_pages(self):
        rule = words.plain_pages
        self.good(rule, {"docs/a.md": "they\n", "docs/adr/0001-a.md": "an S3 store\n"})
        self.bad(rule, {"docs/a.md": "\nan S3 store\n"}, "docs/a.md", 2)

    def test_people(self):
        rule = words.people_are_they
        self.good(rule, {"docs/a.md": "they, `his`\n```\nhe\n```\n",
                         "src/a.cc": '// Of `his`: theirs.\nauto his = Find("he", himself);\n',
                         "tests/a.t": '== they\n{"text": "what he wrote"}\n',
                         "tests/a.mjs": "const his = hers['he'];  // theirs\n"})
        self.bad(rule, {"docs/adr/0001-a.md": "\nwhat he wrote\n"}, "docs/adr/0001-a.md", 2)
        self.bad(rule, {"src/core/README.md": "\nHis list\n"}, "src/core/README.md", 2)
        self.bad(rule, {"src/a.cc": "int a;\nint b;  // for himself\n"}, "src/a.cc", 2)
        self.bad(rule, {"src/a_test.cc": 'EXPECT_TRUE(a) << "told him";\n'}, "src/a_test.cc", 1)
        self.bad(rule, {"tests/a.t": "GET /\n== who closed his account\n"}, "tests/a.t", 2)
        self.bad(rule, {"tests/a.mjs": "\nname: 'he is told',\n"}, "tests/a.mjs", 2)
        self.bad(rule, {"web/src/a.ts": "\nconst a = b; // as he sees it\n"}, "web/src/a.ts", 2)
        self.bad(rule, {"tools/a.py": "\n# he\n"}, "tools/a.py", 2)

    def test_subjects(self):
        rule = words.plain_pages
        self.good(rule, {"docs/guide/a.md": "Who may read?\n", "docs/protocol/a.md": "Who may.\n"})
        self.bad(rule, {"docs/guide/a.md": "\nIt ends. Who left is told.\n"}, "docs/guide/a.md", 2)


class Series(RuleTest):
    def test_listed(self):
        rule = series.listed_series
        page = {series.PAGE: "| `koine_a_total` | `row` | what |\n"}
        self.good(rule, {**page, "src/a.cc": 'Counter("koine_a_total", "What.");\n'})
        self.bad(rule, {"src/a.cc": 'Counter("koine_a_total", "koine_b_total");\n', **page},
                 "src/a.cc", 1)
        self.bad(rule, {**page, "src/a.cc": ""}, series.PAGE, 1)


class Layers(RuleTest):
    def test_direction(self):
        rule = layers.include_direction
        self.good(rule, {"src/core/message/send.cc": '#include "store/txn.h"\n'})
        self.bad(rule, {"src/store/a.cc": '\n#include "core/b.h"\n'}, "src/store/a.cc", 2)
        self.bad(rule, {"src/net/a.h": '#include "store/b.h"\n'}, "src/net/a.h", 1)
        self.bad(rule, {"src/dialect/ruoyi/a.cc": '#include "net/b.h"\n'},
                 "src/dialect/ruoyi/a.cc", 1)

    def test_separate_folders(self):
        rule = layers.include_direction
        self.good(rule, {"src/dialect/ruoyi/a.cc": '#include "dialect/ruoyi/b.h"\n'})
        self.bad(rule, {"src/dialect/ruoyi/a.cc": '#include "dialect/openim/b.h"\n'},
                 "src/dialect/ruoyi/a.cc", 1)
        self.bad(rule, {"src/office/todo/a.cc": '#include "office/mail/b.h"\n'},
                 "src/office/todo/a.cc", 1)

    def test_unknown_layer_and_short_include(self):
        rule = layers.include_direction
        self.bad(rule, {"src/helpers/a.cc": "\n"}, "src/helpers/a.cc", 1)
        self.bad(rule, {"src/base/a.cc": '#include "b.h"\n', "src/base/b.h": "\n"},
                 "src/base/a.cc", 1)

    def test_library_headers(self):
        rule = layers.library_headers
        self.good(rule, {"src/base/http_client.cc": "#include <curl/curl.h>\n",
                         "src/net/tls_test.cc": "#include <openssl/pem.h>\n",
                         "src/net/a.cc": "#include <vector>\n// #include <curl/curl.h>\n"})
        self.bad(rule, {"src/store/a.cc": "#include <string>\n#include <curl/multi.h>\n"},
                 "src/store/a.cc", 2)
        self.bad(rule, {"src/net/a.h": "#include <simdjson.h>\n"}, "src/net/a.h", 1)

    def test_file_cycle(self):
        rule = layers.file_cycles
        self.good(rule, {"src/base/a.h": '#include "base/b.h"\n', "src/base/b.h": "\n"})
        self.bad(rule, {"src/base/a.h": '#include "base/b.h"\n',
                        "src/base/b.h": '\n#include "base/a.h"\n'}, "src/base/b.h", 2)

    def test_folder_cycle(self):
        rule = layers.folder_cycles
        one_way = {"src/core/message/a.cc": '#include "core/access/b.h"\n',
                   "src/core/access/b.h": "\n",
                   "src/core/access/b_test.cc": '#include "core/message/c.h"\n'}
        self.good(rule, one_way)
        both = dict(one_way)
        both["src/core/access/d.cc"] = '#include "core/message/c.h"\n'
        self.assertEqual(len(self.run_rule(rule, both)), 1)

    def test_namespace(self):
        rule = layers.namespace_of_folder
        self.good(rule, {"src/core/group/a.cc": "namespace koine::group {\n",
                         "src/core/office/ding/a.h": "namespace koine::ding {\n",
                         "src/core/person.h": "namespace koine {\n",
                         "src/core/group/a_test.cc": "namespace koine::core {\n"})
        self.bad(rule, {"src/core/group/a.cc": "\nnamespace koine::contact {\n"},
                 "src/core/group/a.cc", 2)

    def test_rows_private(self):
        rule = layers.rows_private
        own = '#include "core/group/rows.h"\n#include "core/group/view_rows.h"\n'
        self.good(rule, {"src/core/group/a.cc": own, "src/core/group/a_test.cc": own,
                         "src/dialect/ruoyi/a.cc": '#include "core/group/view.h"\n'})
        for path in ("src/core/call/a.cc", "src/dialect/ruoyi/a.cc", "src/server/a_test.cc"):
            for header in ("core/group/rows.h", "core/group/view_rows.h",
                           "core/office/ding/rows.h"):
                self.bad(rule, {path: '\n#include "%s"\n' % header}, path, 2)

    def test_readme(self):
        rule = layers.layer_readme
        self.good(rule, {"src/base/a.h": "\n", "src/base/README.md": "Base.\n"})
        self.bad(rule, {"src/base/a.h": "\n"}, "src/base", 1)


class Text(RuleTest):
    def test_file_size(self):
        lines = config.FILE_LINES_MAX
        self.good(text.file_size, {"src/base/a.cc": "\n" * lines})
        self.bad(text.file_size, {"src/base/a.cc": "\n" * (lines + 1)}, "src/base/a.cc", lines + 1)

    def test_line_length_counts_characters(self):
        self.good(text.line_length, {"src/base/a.cc": "// " + "测" * 97 + "\n"})
        self.bad(text.line_length, {"src/base/a.cc": "\n//" + "x" * 99 + "\n"}, "src/base/a.cc", 2)

    def test_white_space(self):
        rule = text.white_space
        self.good(rule, {"a.md": "x\n", "src/base/a.cc": "int a;\n"})
        self.bad(rule, {"a.md": "x\n\ny \n"}, "a.md", 3)
        self.bad(rule, {"a.md": "x\r\n"}, "a.md", 1)
        self.bad(rule, {"src/base/a.cc": "\tint a;\n"}, "src/base/a.cc", 1)
        self.bad(rule, {"src/base/a.cc": "int a;"}, "src/base/a.cc", 1)

    def test_stray_marks(self):
        mark = "TO" + "DO"
        self.good(text.stray_marks, {"src/base/a.cc": "// %s(#12): more\n" % mark})
        self.bad(text.stray_marks, {"src/base/a.cc": "// %s: more\n" % mark}, "src/base/a.cc", 1)
        self.bad(text.stray_marks, {"src/base/a.cc": "// FIX%s\n" % "ME"}, "src/base/a.cc", 1)

    def test_lock_file(self):
        self.good(text.lock_files, {"web/package-lock.json": '{"integrity": "x"}\n'})
        self.bad(text.lock_files, {"web/package-lock.json": '{\n"resolved": "x"}\n'},
                 "web/package-lock.json", 2)

    def test_pragma_once(self):
        self.good(text.pragma_once, {"src/base/a.h": "#pragma once\n"})
        self.bad(text.pragma_once, {"src/base/a.h": "// #pragma once\n"}, "src/base/a.h", 1)

    def test_using_namespace(self):
        rule = text.using_namespace
        self.good(rule, {"src/base/a.h": "using std::string;\n",
                         "src/base/a.cc": "using namespace std::literals;\n"})
        self.bad(rule, {"src/base/a.h": "\nusing namespace std;\n"}, "src/base/a.h", 2)

    def test_banned_calls(self):
        rule = text.banned_calls
        self.good(rule, {"src/base/clock.cc": "auto t = std::chrono::system_clock::now();\n",
                         "src/net/a.cc": '// rand()\nauto s = "time(0)"; brand(); x.time(0);\n'})
        for call in ("std::chrono::system_clock::now()", "time(nullptr)", "std::rand()",
                     "strcpy(a, b)", "std::random_device r", "sprintf(a, b)", "atoi(a)",
                     "localtime(&t)"):
            self.bad(rule, {"src/core/a.cc": "\nx = %s;\n" % call}, "src/core/a.cc", 2)
        self.bad(rule, {"src/base/a.cc": "strcpy(a, b);\n"}, "src/base/a.cc", 1)

    def test_patient_waits(self):
        rule = text.patient_waits
        self.good(rule, {"tests/a.mjs": "const RUN_MS = 20_000 * PATIENCE;\nconst STEP_MS = 5;\n",
                         "bench/a.mjs": "const RUN_MS = 20_000;\n"})
        for name in ("RUN_MS", "WAIT_MS"):
            self.bad(rule, {"tests/a.mjs": "\nconst %s = 2_000;\n" % name}, "tests/a.mjs", 2)


class Functions(RuleTest):
    LONG = "  x();\n" * config.FUNCTION_LINES_MAX

    def test_short_ones(self):
        body = "  x();\n" * (config.FUNCTION_LINES_MAX - 2)
        self.good(functions.function_size, {
            "src/base/a.cc": "namespace a {\nint F(int b) {\n%s}\n}\n" % body,
            "src/base/b.cc": "const int kRows[] = {\n%s};\n" % ("  {1, F(2)},\n" * 90),
            "src/base/c.h": "class A {\n public:\n%s};\n" % ("  void F() { x(); }\n" * 90)})

    def test_long_ones(self):
        for head in ("int F(int b) {", "A::A(int b) : c_(b), d_{b} {", "Status A::F() const {",
                     "auto F() -> Result<int> {", "template <class T>\nint F(T t) {",
                     "TEST(A, B) {", "void F() noexcept(true) override {",
                     "const auto kF = [](int a) {", "bool operator()(int a) const {"):
            with self.subTest(head):
                content = "namespace a {\n\n%s\n%s}\n}\n" % (head, self.LONG)
                self.bad(functions.function_size, {"src/base/a.cc": content}, "src/base/a.cc", 3)

    def test_long_member(self):
        content = "class A final : public B {\n  int a_ = 0;\n  void F() {\n%s  }\n};\n" % self.LONG
        self.bad(functions.function_size, {"src/base/a.h": content}, "src/base/a.h", 3)

    def test_two_short_after_each_other(self):
        half = "  x();\n" * 40
        content = "int F() {\n%s}\n\nint G() {\n  if (a) {\n%s  }\n}\n" % (half, half)
        self.good(functions.function_size, {"src/base/a.cc": content})


class OneDefinition(RuleTest):
    BEGIN = "namespace koine {\n"
    END = "}\n"

    def test_two_files(self):
        first = {"src/base/a.cc":
                 self.BEGIN + "struct In {\n  int a;\n};\nint F() {\n}\n" + self.END}
        for other in ("struct In {\n};\n", "class In final : public Base {\n};\n",
                      "int G() {\n}\nenum class In { kOne };\n"):
            self.bad(names.one_definition,
                     dict(first, **{"src/base/b.cc": self.BEGIN + other + self.END}),
                     "src/base/b.cc", 2 + other.count("\n", 0, other.index("In")))

    def test_apart(self):
        first = {"src/base/a.cc": self.BEGIN + "struct In {\n};\n" + self.END}
        for other in ("namespace {\nstruct In {\n};\n}\n", "struct In;\n",
                      "namespace b {\nstruct In {\n};\n}\n", "struct Out {\n  struct In {};\n};\n",
                      "void F() {\n  struct In {};\n}\n", "In F(struct In* in) {\n}\n"):
            self.good(names.one_definition,
                      dict(first, **{"src/base/b.cc": self.BEGIN + other + self.END}))


class SqlPlace(RuleTest):
    def test_place(self):
        statement = 'auto a = "select id from users where tenant_id = ?";\n'
        self.good(sql.sql_place, {
            "src/core/user/rows.cc": statement, "src/store/a.cc": statement,
            "src/core/user/a_test.cc": statement, "src/core/user/name_rows.cc": statement,
            "src/net/a.cc": 'auto a = "Update your name";\n// select a from b\n'})
        for path in ("src/core/user/list.cc", "src/dialect/ruoyi/user.cc", "src/gateway/a.h"):
            self.bad(sql.sql_place, {path: "\n" + statement}, path, 2)

    def test_statements(self):
        for statement in ("insert into a(b) values(?)", "update a set b = ?", "delete from a",
                          "create table a(b INT)", "with x as (select 1) select * from x",
                          "SELECT a FROM b", "create unique index a on b(c)"):
            with self.subTest(statement):
                self.bad(sql.sql_place, {"src/net/a.cc": 'auto a =\n    "%s";\n' % statement},
                         "src/net/a.cc", 2)
        for text_ in ("selected", "update failed", "Insert a coin", "with love", "deleted from x"):
            with self.subTest(text_):
                self.good(sql.sql_place, {"src/net/a.cc": 'auto a = "%s";\n' % text_})


class ConstantSql(RuleTest):
    def test_literals_alone(self):
        rule = sql.constant_sql
        self.good(rule, {"src/core/a/rows.cc":
                         '#define KOINE_A(text) Sql{"select " text}\n#define KOINE_B " from a"\n'
                         'const Sql kOne{"select 1" KOINE_B, "select 2"};\n'
                         'const Sql kAll[] = {KOINE_A("x"), Sql("select 1")};\n'
                         'void Run(const Sql& sql);\nSqlite(text);\n'})
        for bad in ("const Sql kOne{text};", "Sql one(name.c_str());", 'Use(Sql("a" + name));'):
            self.bad(rule, {"src/core/a/rows.cc": "\n%s\n" % bad}, "src/core/a/rows.cc", 2)


class TenantBound(RuleTest):
    PATH = "src/core/user/rows.cc"

    def check(self, statement, bound, before=""):
        content = "%s\nconst Sql kA{\n    %s};\n" % (before, statement)
        line = content[:content.index(statement)].count("\n") + 1
        found = self.run_rule(sql.tenant_bound, {self.PATH: content})
        self.assertEqual(found, [] if bound else [(self.PATH, line)], statement)

    def test_bound(self):
        self.check('"select name from users where tenant_id = ? and id = ?"', True)
        self.check('"select u.name from users u join member m on m.user_id = u.id "\n'
                   '    "where u.tenant_id = ?"', True)
        self.check('"insert into users(id, tenant_id, name) values (?, ?, ?)"', True)
        self.check('"update users set name = ? where tenant_id = ? and id = ?"', True)
        self.check('"select value from meta where name = ?"', True)
        self.check('"with a as (select id from lease) select id from a"', True)

    def test_unbound(self):
        self.check('"select name from users where id = ?"', False)
        self.check('"select tenant_id, name from users where id = ?"', False)
        self.check('"insert into users(id, name) values (?, ?)"', False)
        self.check('"delete from users where id = ?"', False)
        self.check('"select 1 from meta, users where id = ?"', False)
        self.check('"select 1 from users u join member m on m.tenant_id = u.tenant_id"', False)
        self.check('"with a as (select id from users) select id from a"', False)

    def test_proof(self):
        statement = '"select seq from message where conversation_id = ?"'
        self.check(statement, True, "// proof: access::Member holds the conversation.")
        self.check(statement, False, "// The newest message.")
        # A proof belongs to the one statement after it.
        self.check(statement, False, '// proof: x\nconst Sql kB{"select value from meta"};')


    def test_macros_are_read(self):
        head = '#define KOINE_A \\\n  "select name from users "\n'
        self.good(sql.tenant_bound, {
            self.PATH: head + 'const Sql kA{KOINE_A "where tenant_id = ?"};\n'})
        self.bad(sql.tenant_bound, {
            self.PATH: head + '\nconst Sql kA{KOINE_A "where id = ?"};\n'}, self.PATH, 4)
        self.bad(sql.tenant_bound, {
            self.PATH: head + '#define KOINE_B KOINE_A "where id = ?"\nconst Sql kA{KOINE_B};\n'},
                 self.PATH, 4)

    def test_macros_of_headers_are_read(self):
        header = {"src/core/message/columns.h": '#define KOINE_COLUMNS "m.id, m.seq"\n'}
        for end, rule in (("m.tenant_id = ?", self.good), ("m.id = ?", self.bad)):
            content = ('#include "core/message/columns.h"\n'
                       'const Sql kA{"select " KOINE_COLUMNS " from message m where %s"};\n' % end)
            more = () if rule == self.good else (self.PATH, 2)
            rule(sql.tenant_bound, dict(header, **{self.PATH: content}), *more)

    def test_locks_and_functions_are_no_tables(self):
        self.check('"select value from meta where name = ? for update of meta"', True)
        self.check('"select value from json_each(?)"', True)
        self.check('"insert into tenant (id, name) values (?, ?) on conflict do nothing"', True)


class TenantColumn(RuleTest):
    def test_column(self):
        rule = sql.tenant_column
        path = "src/core/schema/rows.cc"
        self.good(rule, {path: 'auto a = R"(\ncreate table users (id ID, tenant_id INT);\n'
                               'create table meta (name TEXT);\n)";\n'})
        self.bad(rule, {path: 'auto a = R"(\ncreate table users (id ID, tenant_id INT);\n'
                              'create table member (id ID);\n)";\n'}, path, 3)


class Headers(RuleTest):
    def test_self_contained(self):
        rule = headers.self_contained
        self.good(rule, {"src/base/a.h": "#pragma once\n#include <string>\nstd::string A();\n"})
        self.bad(rule, {"src/base/a.h": "#pragma once\nstd::string A();\n"}, "src/base/a.h", 1)

    def test_a_changed_include_is_seen(self):
        with tempfile.TemporaryDirectory() as root:
            def put(path, content):
                full = os.path.join(root, path)
                os.makedirs(os.path.dirname(full), exist_ok=True)
                with open(full, "w", encoding="utf-8") as file:
                    file.write(content)

            put("src/base/a.h", "#pragma once\nusing A = int;\n")
            put("src/base/b.h", '#pragma once\n#include "base/a.h"\nA B();\n')
            self.assertEqual(list(headers.self_contained(Tree(root))), [])
            self.assertEqual(list(headers.self_contained(Tree(root))), [])
            put("src/base/a.h", "#pragma once\nusing C = int;\n")
            self.assertEqual([path for path, _, _ in headers.self_contained(Tree(root))],
                             ["src/base/b.h"])


class Program(unittest.TestCase):
    def test_files_that_are_not_there_are_refused(self):
        program = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tidy")
        with tempfile.TemporaryDirectory() as root:
            run = subprocess.run([sys.executable, program, "--root", root, "nothing.cc"],
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        self.assertEqual(run.returncode, 2)
        self.assertIn(b"not a file of the project", run.stderr)
        self.assertIn(b"nothing.cc", run.stderr)


def main():
    result = unittest.TextTestRunner(verbosity=1).run(
        unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__]))
    failed = len(result.failures) + len(result.errors)
    print("%d passed, %d failed" % (max(result.testsRun - failed, 0), failed), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
