#!/usr/bin/env python3
"""Writes docs/operate/settings.md, the reference of all settings, of src/server/settings.cc."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

from tidylib import settings  # noqa: E402


def main():
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    with open(os.path.join(root, settings.SOURCE), encoding="utf-8") as file:
        page = settings.document(file.read())
    with open(os.path.join(root, settings.PAGE), "w", encoding="utf-8") as file:
        file.write(page)


if __name__ == "__main__":
    main()
