"""Tests of tools/release: the same contents are the same bytes, and Debian reads its package."""

import os
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "release"))

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


if __name__ == "__main__":
    result = unittest.main(exit=False).result
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
