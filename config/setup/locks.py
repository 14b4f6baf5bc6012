"""File locks: they end with the process that holds them, however it ends."""

import contextlib
import fcntl
import os

from .console import Failure


@contextlib.contextmanager
def exclusive(path, busy):
    """Hold a lock; when another process has it, fail with `busy` and that process's number."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            stream.seek(0)
            holder = stream.read().strip() or "unknown"
            raise Failure(busy.format(process=holder)) from None
        stream.truncate(0)
        stream.write(str(os.getpid()))
        stream.flush()
        yield


def setup(project):
    """Hold the lock of everything that makes something in `.local`."""
    return exclusive(
        project.local / "setup.lock",
        "Another make command of this project is setting up (process {process}): "
        "wait until it has finished, then try again.",
    )


@contextlib.contextmanager
def shared(path, last_out):
    """Hold a shared lock; whoever leaves last calls `last_out` while nobody can come in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as stream:
        fcntl.flock(stream, fcntl.LOCK_SH)
        try:
            yield
        finally:
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                last_out()
