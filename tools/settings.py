#!/usr/bin/env python3
"""Writes the references of all settings, in English and Chinese, of src/server/settings.cc."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

from tidylib import settings  # noqa: E402

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def write(path, page):
    with open(os.path.join(ROOT, path), "w", encoding="utf-8") as file:
        file.write(page)


def main():
    source = read(settings.SOURCE)
    write(settings.PAGE, settings.document(source))
    said = settings.said_in_chinese(read(settings.CHINESE))
    missing = [entry["name"] for entry in settings.parse(source) if entry["name"] not in said]
    if missing:
        return "%s lacks %s" % (settings.CHINESE, ", ".join(missing))
    write(settings.CHINESE_PAGE, settings.chinese_document(source, said))
    return None


if __name__ == "__main__":
    sys.exit(main())
