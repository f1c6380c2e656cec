#!/usr/bin/env python3
"""What tidy refuses of a page that is not in Chinese, or that says something else there."""

import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

import tidy_test  # noqa: E402
from tidylib import settings, twins  # noqa: E402

PAGE = "docs/operate/backup.md"
TWIN = "docs/zh/operate/backup.md"
ENGLISH = ("# Backup\n\n```sh stopped\nkoine backup --to x  # whole\n```\n\n## Keep\n\n"
           "`backup.keep` says how many.\n\n```text\nmade\n```\n")
CHINESE = ("# 备份\n\n```sh stopped\nkoine backup --to x  # 完整\n```\n\n## 保留\n\n"
           "`backup.keep` 决定份数。\n\n```text\n已完成\n```\n")


class Twins(tidy_test.RuleTest):
    def changed(self, old, new):
        self.assertIn(old, CHINESE)
        return {PAGE: ENGLISH, TWIN: CHINESE.replace(old, new)}

    def test_pages(self):
        self.good(twins.chinese_twins, {PAGE: ENGLISH, TWIN: CHINESE})
        self.bad(twins.chinese_twins, {PAGE: ENGLISH}, PAGE, 1)
        self.bad(twins.chinese_twins, {TWIN: CHINESE}, TWIN, 1)
        self.bad(twins.chinese_twins, {"docs/guide/start.md": "# Start\n"},
                 "docs/guide/start.md", 1)
        self.bad(twins.chinese_twins, {"README.md": "# Koine\n"}, "README.md", 1)

    def test_sections(self):
        self.bad(twins.chinese_twins, self.changed("## 保留\n\n", ""), TWIN, 1)
        self.bad(twins.chinese_twins, self.changed("## 保留", "### 保留"), TWIN, 1)

    def test_blocks(self):
        self.bad(twins.chinese_twins, self.changed("--to x", "--to y"), TWIN, 3)
        self.bad(twins.chinese_twins, self.changed("sh stopped", "sh"), TWIN, 3)
        self.bad(twins.chinese_twins, self.changed("  # 完整\n", "\nkoine verify x\n"), TWIN, 3)
        self.bad(twins.chinese_twins,
                 self.changed("```sh stopped\nkoine backup --to x  # 完整\n```\n", ""), TWIN, 1)

    def test_names(self):
        self.bad(twins.chinese_twins, self.changed("`backup.keep`", "设置"), TWIN, 1)

    def test_what_people_say_is_theirs(self):
        say = "```sh\ncurl x -d '{\"title\":\"%s\"}'\n```\n"
        self.good(twins.chinese_twins, {PAGE: say % "Report", TWIN: say % "报告"})

    def test_index(self):
        self.good(twins.chinese_index, {twins.INDEX: "[备份](operate/backup.md#保留)\n",
                                        TWIN: CHINESE})
        self.bad(twins.chinese_index, {twins.INDEX: "备份\n", TWIN: CHINESE}, twins.INDEX, 1)


class ChineseSettings(tidy_test.RuleTest):
    SOURCE = tidy_test.Settings.SOURCE
    SAID = "data\t目录\na.key\t甲 | 乙\na.on\t是否\n"

    def files(self, said, page):
        return {settings.SOURCE: self.SOURCE, settings.PAGE: settings.document(self.SOURCE),
                settings.CHINESE: said, settings.CHINESE_PAGE: page}

    def test_page(self):
        page = settings.chinese_document(self.SOURCE, settings.said_in_chinese(self.SAID))
        for row in ("## 通用\n", "| `data` | 文本 | `./data` | 目录 |\n",
                    "| `a.key` | 列表 |  | 甲 \\| 乙；机密，从不显示 |\n",
                    "| `a.on` | 是或否 | `false` | 是否；也可写作 `on` |\n"):
            self.assertIn(row, page)
        self.good(settings.settings_page, self.files(self.SAID, page))
        self.bad(settings.settings_page, self.files(self.SAID, page.replace("目录", "目")),
                 settings.CHINESE_PAGE, 1)
        self.bad(settings.settings_page, self.files("data\t目录\na.key\t甲\n", page),
                 settings.CHINESE, 1)
        self.bad(settings.settings_page, self.files(self.SAID + "b.c\t丙\n", page),
                 settings.CHINESE, 1)


if __name__ == "__main__":
    program = unittest.main(exit=False, verbosity=0)
    result = program.result
    failed = len(result.failures) + len(result.errors)
    print("%d passed, %d failed" % (result.testsRun - failed, failed))
    sys.exit(1 if failed else 0)
