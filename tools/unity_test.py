#!/usr/bin/env python3
"""What unity.py puts together, and what it keeps apart."""

import os
import shutil
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

import unity  # noqa: E402


class Unity(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.source = os.path.join(self.folder.name, "src")
        self.out = os.path.join(self.folder.name, "out")

    def groups(self, files, each=5, again=False):
        """The groups of these .cc files, without folders, after writing all of them. `again`: what
        was planned before is there."""
        if not again:
            shutil.rmtree(self.folder.name)
        for name, text in files.items():
            path = os.path.join(self.source, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        paths = [os.path.join(self.source, name) for name in sorted(files) if name.endswith(".cc")]
        unity.plan(self.source, self.out, each, paths)
        return [[os.path.basename(path) for path in group] for group in unity.read_list(self.out)]

    def apart(self, first, second, **more):
        files = {"a.cc": first, "b.cc": second, **{k.replace("_h", ".h"): v for k, v in
                                                  more.items()}}
        self.assertEqual(self.groups(files), [["a.cc"], ["b.cc"]])

    def together(self, first, second, **more):
        files = {"a.cc": first, "b.cc": second, **{k.replace("_h", ".h"): v for k, v in
                                                  more.items()}}
        self.assertEqual(self.groups(files), [["a.cc", "b.cc"]])

    def test_together(self):
        self.together("namespace k { namespace { int A() { return 1; } } int B() { return A(); } }",
                      "namespace k { int B(); int C() { return B(); } }")
        # The same member or word of a text is another thing.
        self.together("namespace { const int kA = 1; }", '// kA\nauto x = "kA"; int y = z.kA;')

    def test_apart(self):
        unnamed = "namespace k { namespace {\n%s\n} }"
        for own in ("int A() { return 1; }", "const int A = 1;", "struct A { int b; };",
                    "enum class A { kOne };", "enum { A, kTwo };", "using A = int;",
                    "constexpr int A[] = {1, 2};", "template <class T>\nT A(T t) { return t; }",
                    "std::map<int, int> A;", "class A final : public B {};"):
            self.apart(unnamed % own, "namespace k { int F() { return A; } }")
            self.apart(unnamed % own, unnamed % own)
        self.apart("namespace k { static int A() { return 1; } }", "namespace k { int A(); }")
        self.apart("namespace k { const Sql A{\"x\"}; }", "namespace k { const Sql A{\"y\"}; }")
        self.apart("#define A 1\n", "int A;")
        self.apart("#define TOML 0\n#include <toml.h>\n", "int b;")
        self.apart("#include <curl/curl.h>\n", "int b;")

    def test_namespaces(self):
        of = "namespace %s { namespace {\nint A() { return 1; }\n} }"
        self.together(of % "k::m", of % "k::n")
        self.together(of % "k::m", "namespace k { int F() { return A(); } }")
        self.apart(of % "k", "namespace k::m { int F() { return A(); } }")
        self.apart(of % "k::m", "namespace k { int F() { return m::A(); } }")
        self.together(of % "k::m", "namespace k { int F() { return n::A(); } }")
        self.apart("namespace {\nint A() { return 1; }\n}",
                   "namespace k { int F() { return A(); } }")
        # A macro knows no namespaces.
        self.apart("namespace k::m {\n#define A 1\n}", "namespace k::n { int A(); }")
        # What a macro of the project makes of its arguments, and the parameters of templates, are
        # nobody's names.
        self.together("namespace k { namespace {\nKOINE_DESCRIBE(B, (c))\n} }",
                      "namespace k { KOINE_DESCRIBE(D, (e)) }")
        self.together("namespace k { namespace {\ntemplate <class T>\nint A(T t);\n} }",
                      "namespace k { template <class T> int B(T t); }")

    def test_names_of_headers(self):
        self.apart("namespace k { namespace { struct Place {}; } }", '#include "p.h"\nint b;\n',
                   p_h="namespace k { struct Place; }")
        self.together("namespace k { namespace { struct Place {}; } }", '#include "p.h"\nint b;\n',
                      p_h="namespace m { struct Place; }")

    def test_using_declarations(self):
        self.together("namespace k { using store::Txn; Txn* a; }",
                      "namespace k { using store::Txn; Txn* b; }")
        self.together("namespace k { using store::Txn; Txn* a; }", "namespace k { store::Txn* b; }")
        self.apart("namespace k { using store::Row; Row* a; }", "namespace k { Row* b; }")
        self.apart("namespace k { using store::Row; Row* a; }", '#include "r.h"\nint b;\n',
                   r_h="namespace k { struct Row {}; }")
        # Also where it sees one of that name elsewhere.
        self.apart('#include "s.h"\nnamespace k { using store::Row; Row* a; }',
                   '#include "r.h"\nint b;\n', r_h="namespace k { struct Row {}; }",
                   s_h="namespace store { struct Row {}; }")

    def test_groups_are_bounded_and_stay(self):
        files = {"%d.cc" % i: "int f%d() { return 1; }" % i for i in range(7)}
        before = self.groups(files, each=3)
        self.assertEqual([len(group) for group in before], [3, 3, 1])
        # One that no longer fits leaves; all others stay where they are.
        after = self.groups({**files, "1.cc": "namespace { int f0; }"}, each=3, again=True)
        self.assertEqual(after[0], ["0.cc", "2.cc"])
        self.assertEqual(after[1], before[1])
        self.assertIn("1.cc", after[2])

    def test_check(self):
        self.groups({"a.cc": "int a;", "b.cc": "int b;"})
        self.assertEqual(unity.main(["--source", self.source, "--check", self.out]), 0)
        with open(os.path.join(self.source, "a.cc"), "w", encoding="utf-8") as file:
            file.write("namespace { int b; }")
        self.assertEqual(unity.main(["--source", self.source, "--check", self.out]), 1)

    def test_text(self):
        self.groups({"a.cc": '#include "x.h"\n#include <vector>\nint a;',
                     "b.cc": "#include <vector>\nint b;"})
        with open(os.path.join(self.out, "unity_0.cc"), encoding="utf-8") as file:
            self.assertEqual(file.read(), '#include "x.h"\n#include <vector>\n'
                                          '#include "a.cc"\n#include "b.cc"\n')
        self.groups({"a.cc": "#define TOML 0\n#include <toml.h>\n"})
        with open(os.path.join(self.out, "unity_0.cc"), encoding="utf-8") as file:
            self.assertEqual(file.read(), '#include "a.cc"\n')


if __name__ == "__main__":
    program = unittest.main(exit=False, verbosity=0)
    result = program.result
    failed = len(result.failures) + len(result.errors)
    print("%d passed, %d failed" % (result.testsRun - failed, failed))
    sys.exit(1 if failed else 0)
