"""C++ is laid out as clang-format does it by .clang-format."""

import re
import shutil
import subprocess

PROGRAM = "clang-format-14"
AT_ONCE = 200
_FINDING = re.compile(r"^(.+?):(\d+):\d+: (?:warning|error): ")


def laid_out(tree):
    """`./dev fmt --all` changes nothing. A file counts once, with the first line that differs."""
    files = tree.files(".cc", ".h")
    if not files:
        return
    if shutil.which(PROGRAM) is None:
        yield ".clang-format", 1, "%s is not installed: ./dev setup" % PROGRAM
        return
    seen = set()
    for begin in range(0, len(files), AT_ONCE):
        run = subprocess.run([PROGRAM, "--dry-run", "--style=file"] + files[begin:begin + AT_ONCE],
                             cwd=tree.root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                             check=False)
        for line in run.stderr.decode(errors="replace").splitlines():
            found = _FINDING.match(line)
            if found and found.group(1) not in seen:
                seen.add(found.group(1))
                yield found.group(1), int(found.group(2)), "not laid out: ./dev fmt --all"
