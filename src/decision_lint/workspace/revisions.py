"""Records as a revision of their repository has them: asked of git, which runs nothing for it."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Mapping, Sequence
from shutil import which

from decision_lint.rule import Absent
from decision_lint.source import LIMIT_BYTES, Source
from decision_lint.workspace.paths import root_of

_PATIENCE = 60
"""Seconds for one question to git, which answers in milliseconds unless its disk is gone."""
_SAFE = ("-c", "protocol.allow=never", "-c", "core.fsmonitor=false", "--no-pager")
"""Nothing is fetched and no program of the repository's configuration is started."""
_SHA1_LENGTH = 40
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE")
"""What a hook sets for its own repository, which need not be that of the record."""


class NoRevision(Exception):  # noqa: N818  (it names the state, as Unreadable does)
    """A revision that a repository does not have, and the mend."""


def sources_at(revision: str, paths: Sequence[str]) -> Mapping[str, Source | Absent]:
    """Give the text that each file had at a revision; raise where no repository has such."""
    found: dict[str, Source | Absent] = {}
    roots: dict[str, dict[str, str]] = {}
    for path in paths:
        real = os.path.realpath(path)
        root = root_of(os.path.dirname(real))
        name = os.path.relpath(real, root).replace(os.sep, "/") if root else ""
        if root is None:
            found[path] = Absent("the record lies in no git repository")
        elif "\n" in name:
            found[path] = Absent("its path holds a line end, which git cannot be asked for")
        else:
            roots.setdefault(root, {})[path] = name
    lacks: list[NoRevision] = []
    for root, names in roots.items():
        try:
            found |= _in_repository(revision, root, names)
        except NoRevision as lack:
            lacks.append(lack)
            found |= dict.fromkeys(names, Absent(str(lack)))
    hold(revision, lacks, len(roots))
    return found


def hold(revision: str, lacks: Sequence[NoRevision], asked: int) -> None:
    """Raise a lack where neither a repository that was asked nor that of the working folder helps.

    A submodule or a checkout within a checkout does not have what the repository around it has.
    """
    if not lacks or len(lacks) < asked:
        return
    here = root_of(os.path.realpath(os.curdir))
    if here is None:
        raise lacks[0]
    try:
        _commit(revision, here)
    except NoRevision:
        raise lacks[0] from None


def changed_since(revision: str, root: str) -> Mapping[str, str]:
    """Name the files of a repository that may differ from a revision, are new or are gone.

    Each has the name of its blob there. Git tells by time and size, and opens none of them: it
    could start a filter for that.
    """
    known = ("diff-index", "-z", "--no-renames", "--ignore-submodules", _commit(revision, root))
    listed = _git(root, known).decode("utf-8", "surrogateescape").split("\0")
    blobs = dict(zip(listed[1::2], (entry.split(" ")[2] for entry in listed[:-1:2]), strict=True))
    new = _git(root, ("ls-files", "-z", "--others", "--exclude-standard"))
    blobs |= dict.fromkeys(new.decode("utf-8", "surrogateescape").split("\0")[:-1], "")
    return {os.path.join(root, *name.split("/")): blob for name, blob in blobs.items()}


def is_blob(path: str, blob: str) -> bool:
    """Say whether a file holds what a blob does."""
    if not os.path.isfile(path):
        return False  # a pipe could be waited for without end
    digest = hashlib.sha256() if len(blob) > _SHA1_LENGTH else hashlib.sha1(usedforsecurity=False)
    try:
        with open(path, "rb") as file:
            digest.update(b"blob %d\0" % os.fstat(file.fileno()).st_size)
            while piece := file.read(LIMIT_BYTES):
                digest.update(piece)
    except OSError:
        return False
    return digest.hexdigest() == blob


def _in_repository(
    revision: str, root: str, names: Mapping[str, str]
) -> Mapping[str, Source | Absent]:
    commit = _commit(revision, root)
    objects = [f"{commit}:{name}" for name in names.values()]
    kinds = [line.split(b" ")[-2:] for line in _ask(root, "--batch-check", objects).split(b"\n")]
    sizes = [
        int(kind[1]) if kind[0] == b"blob" and kind[1].isdigit() else None
        for kind in kinds[: len(objects)]
    ]
    small = [size is not None and size <= LIMIT_BYTES for size in sizes]
    wanted = [each for each, fits in zip(objects, small, strict=True) if fits]
    texts = iter(_texts(_ask(root, "--batch", wanted), len(wanted)))
    found: dict[str, Source | Absent] = {}
    for path, size, fits in zip(names, sizes, small, strict=True):
        if size is None:
            found[path] = Absent(f"the record is new: {revision} does not have it")
        elif fits:
            found[path] = Source.decode(path, next(texts))
        else:
            found[path] = Source(path, unreadable=f"{size} bytes, more than {LIMIT_BYTES}")
    return found


def _commit(revision: str, root: str) -> str:
    """Find the commit that a revision names."""
    is_name = revision and not revision.startswith("-") and "\n" not in revision
    named = _ask(root, "--batch-check", [f"{revision}^{{commit}}"]) if is_name else b""
    commit, _, rest = named.decode("ascii", "replace").partition(" ")
    if not rest.startswith("commit "):
        raise NoRevision(
            f"{revision!r} is no revision of the repository at {root}; fetch it first, or name"
            " another"
        )
    return commit


def _texts(output: bytes, count: int) -> list[bytes]:
    """Part what git says of many objects: for each a line that ends with its size, then its bytes.

    The bytes are followed by a line end of their own.
    """
    texts, at = [], 0
    for _ in range(count):
        start = output.index(b"\n", at) + 1
        size = int(output[at : start - 1].rpartition(b" ")[2])
        texts.append(output[start : start + size])
        at = start + size + 1
    return texts


def _ask(root: str, how: str, objects: Sequence[str]) -> bytes:
    """Ask `git cat-file`, which applies neither filters nor textconv, about objects."""
    lines = "".join(f"{each}\n" for each in objects)
    return _git(root, ("cat-file", how), lines.encode("utf-8", "surrogateescape"))


def _git(root: str, words: Sequence[str], given: bytes = b"") -> bytes:
    git = which("git")
    if git is None or os.path.realpath(git).startswith(os.path.join(root, "")):
        raise NoRevision("there is no git to ask")
    kept = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    try:
        done = subprocess.run(  # noqa: S603  (the words are ours; what is asked goes to stdin)
            [git, "-C", root, *_SAFE, *words],
            input=given,
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
            env=kept | {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoRevision(f"git cannot be asked: {error}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise NoRevision(f"git refuses: {said}")
    return done.stdout
