"""Tests of tools/release: the same contents are the same bytes, and Debian reads its package."""

import os
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "release"))

import icu  # noqa: E402
import sbom  # noqa: E402
from archive import Tree, ar, gz, xz  # noqa: E402

EPOCH = 1_700_000_000
FILES = [("usr/bin/koine", b"program"), ("etc/koine/koine.toml", b"[listen]\n"), ("a", b"odd")]


def tree(files):
    made = Tree(EPOCH)
    for path, data in files:
        made.file(path, data)
    made.link("lib", "usr/lib")
    return made


class ReleaseTest(unittest.TestCase):
    def test_the_order_in_which_files_come_does_not_matter(self):
        first, second = tree(FILES).tar("./"), tree(FILES[::-1]).tar("./")
        self.assertEqual(first, second)
        self.assertEqual(gz(first), gz(second))
        self.assertNotEqual(first, tree(FILES[1:]).tar("./"))

    def test_an_archive_knows_no_owner_and_no_present_time(self):
        with tempfile.NamedTemporaryFile(suffix=".tar.gz") as file:
            file.write(gz(tree(FILES).tar()))
            file.flush()
            listed = subprocess.run(["tar", "-tzvf", file.name, "--full-time", "--utc",
                                     "--numeric-owner"],
                                    check=True, capture_output=True, text=True).stdout
        for line in listed.splitlines():
            self.assertIn(" 0/0 ", line)
            self.assertIn("2023-11-14 22:13:20", line)

    def test_debian_reads_the_package(self):
        control = Tree(EPOCH)
        control.file("control", "Package: x\nVersion: 1-1\nArchitecture: amd64\n"
                                "Maintainer: A <a@b>\nDescription: x\n")
        package = ar([("debian-binary", b"2.0\n"), ("control.tar.xz", xz(control.tar("./"))),
                      ("data.tar.xz", xz(tree(FILES).tar("./")))], EPOCH)
        with tempfile.NamedTemporaryFile(suffix=".deb") as file:
            file.write(package)
            file.flush()
            said = subprocess.run(["dpkg-deb", "-c", file.name], check=True,
                                  capture_output=True, text=True).stdout
        for path, _ in FILES:
            self.assertIn(f"./{path}\n", said)

    def test_sums_leave_out_settings(self):
        self.assertEqual([line.split()[1] for line in tree(FILES).md5sums().splitlines()],
                         ["a", "usr/bin/koine"])

    def test_icu_keeps_its_files_but_words(self):
        header = b"\x20\0\xda\x27" + bytes(8) + b"CmnD" + bytes(16)
        found = [(b"icudt72l/curr/de.res", b"Euro"), (b"icudt72l/gb18030.cnv", b"table" * 5),
                 (b"icudt72l/res_index.res", b"x"), (b"icudt72l/zone/de.res", b"Berlin")]
        data = icu.joined(header, found)
        self.assertEqual([(name, content.rstrip(b"\0")) for name, content in icu.files(data)[1]],
                         found)
        less = icu.without_words(data)
        self.assertEqual([name for name, _ in icu.files(less)[1]],
                         [b"icudt72l/gb18030.cnv", b"icudt72l/res_index.res"])
        self.assertNotIn(b"Berlin", less)
        with self.assertRaises(SystemExit):
            icu.files(bytes(64))

    def test_a_package_url_has_no_letters_that_mean_something_else(self):
        part = sbom.npm("@scope/name", {"version": "1.0.0+x", "license": "(MIT OR CC0-1.0)"})
        self.assertEqual(part["purl"], "pkg:npm/%40scope/name@1.0.0%2Bx")
        self.assertEqual(part["licenses"], [{"expression": "(MIT OR CC0-1.0)"}])


if __name__ == "__main__":
    result = unittest.main(exit=False).result
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
