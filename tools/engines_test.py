#!/usr/bin/env python3
"""What tidy refuses of the engines' own words and of second texts."""

import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

from tidy_test import RuleTest  # noqa: E402
from tidylib import engines  # noqa: E402


class Engines(RuleTest):
    PATH = "src/core/user/rows.cc"
    STORE = "src/store/job.cc"

    def test_words_of_one_engine(self):
        for words_ in ("where id in (select value from json_each(?))", "where id = any(?)",
                       "where id <> all(?)", "for update", "for update of a, b", "strpos(b, ?)",
                       "instr(b, ?)", "chr(10)", "b::bigint", "least(b, ?)",
                       "from unnest(?::bigint[]) as t(id)", "json_extract(b, '$.c')"):
            with self.subTest(words_):
                statement = 'const Sql kA{"select a from b %s"};\n' % words_
                self.bad(engines.own_words, {self.PATH: "\n" + statement}, self.PATH, 2)
                self.good(engines.own_words, {
                    self.PATH: "// engines: only one has it\n" + statement,
                    self.STORE: statement, "src/core/user/rows_test.cc": statement})

    def test_words_in_macros(self):
        self.bad(engines.own_words, {
            self.PATH: '\n#define KOINE_A \\\n  "a = any(?)"\n'}, self.PATH, 3)

    def test_notation(self):
        self.good(engines.own_words, {self.PATH: 'const Sql kA{"select {instr}(a, ?) from {list b} '
                                                 'where c {in ?} {for update of c}"};\n'})

    def test_mechanical_second_texts(self):
        for first, second in (
                ("a in (select value from json_each(?))", "a = any(?)"),
                ("a not in (select value from json_each(?))", "a <> all(?)"),
                ("a", "a for update"), ("a", "a order by id for update of b"),
                ("+a.b = ?", "a.b = ?"), ("instr(a, ?)", "strpos(a, ?)"),
                ("min(a, ?)", "least(a, ?)"), ("max(a, ?)", "greatest(a, ?)"),
                ("sum(a)", "sum(a)::bigint"), ("a cross join b", "a join b"), ("a", "a")):
            text_ = 'const Sql kA{"select %s",\n             "select %s"};\n' % (first, second)
            for path in (self.PATH, self.STORE):
                with self.subTest(first):
                    self.bad(engines.second_texts, {path: "// engines: x\n" + text_}, path, 2)

    def test_second_texts_of_macros(self):
        head = '#define KOINE_A "select a from b where c "\n#define KOINE_B "= any(?)"\n'
        self.bad(engines.second_texts, {
            self.PATH: head + '// engines: x\nconst Sql kA{KOINE_A "in (select value from "\n'
                              '             "json_each(?))", KOINE_A KOINE_B};\n'}, self.PATH, 4)

    def test_reason(self):
        text_ = 'const Sql kA{"select a from pragma_a()", "select 0"};\n'
        self.good(engines.second_texts, {self.PATH: "// engines: has no pragma\n" + text_})
        for path in (self.PATH, self.STORE):
            self.bad(engines.second_texts, {path: "// Pages.\n" + text_}, path, 2)
        # A reason belongs to the one statement after it.
        self.bad(engines.second_texts, {
            self.PATH: "// engines: x\n" + text_ + text_.replace("kA", "kB")}, self.PATH, 3)


if __name__ == "__main__":
    program = unittest.main(exit=False, verbosity=0)
    result = program.result
    failed = len(result.failures) + len(result.errors)
    print("%d passed, %d failed" % (result.testsRun - failed, failed))
    sys.exit(1 if failed else 0)
