#!/usr/bin/env bash
# libgit2 1.9.1, through pygit2 1.19.0: the diff of two trees reads every folder of both, also those that have one and the
# same id on both sides. Of a thousand folders of which one changed it reads 1,003 objects, where four tell the answer
# (two top folders, two versions of the one that changed); of ten it reads 13. `git diff-tree` leaves folders of one id
# alone. Whoever asks libgit2 for the diff of many commits pays for the size of the tree, not for that of the change.
#
# Seen:
#   pygit2 1.19.0, libgit2 1.9.1
#   10 folders, 1 changed: 1 delta, 13 objects read
#   1000 folders, 1 changed: 1 delta, 1003 objects read
#
# `adr` compares the ids of folders itself where it follows files through a long history.
set -euo pipefail

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet --disable-pip-version-check install pygit2==1.19.0

"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import os
import sys

import pygit2

print(f"pygit2 {pygit2.__version__}, libgit2 {pygit2.LIBGIT2_VERSION}")


class Counting(pygit2.OdbBackend):
    """Hands on what another database holds, and counts what is read."""

    def __init__(self, inner):
        super().__init__()
        self.inner = inner
        self.count = 0

    def read_cb(self, oid):
        self.count += 1
        return self.inner.read(oid)

    def read_header_cb(self, oid):
        kind, data = self.inner.read(oid)
        return kind, len(data)

    def exists_cb(self, oid):
        return oid in self.inner


def two_trees(repository, count):
    """Trees of so many folders that differ in the first."""

    def tree(first):
        top = repository.TreeBuilder()
        for number in range(count):
            text = first if number == 0 else f"{number}\n".encode()
            folder = repository.TreeBuilder()
            folder.insert("file", repository.create_blob(text), pygit2.GIT_FILEMODE_BLOB)
            top.insert(f"folder-{number:04}", folder.write(), pygit2.GIT_FILEMODE_TREE)
        return top.write()

    return tree(b"before\n"), tree(b"after\n")


reads = {}
for count in (10, 1000):
    path = os.path.join(sys.argv[1], str(count))
    before, after = two_trees(pygit2.init_repository(path, bare=True), count)
    counting = Counting(pygit2.Odb(os.path.join(path, "objects")))
    database = pygit2.Odb()
    database.add_backend(counting, 1)
    repository = pygit2.Repository()
    repository.set_odb(database)
    deltas = len(list(repository.get(before).diff_to_tree(repository.get(after)).deltas))
    reads[count] = counting.count
    print(f"{count} folders, 1 changed: {deltas} delta, {counting.count} objects read")
    assert deltas == 1

sys.exit(0 if reads[1000] > 1000 else 1)
PYTHON
