"""What the user sees: steps with their time, and failures that are one sentence."""

import contextlib
import errno
import os
import sys
import time

NO_SPACE = "The disk is full: free some space, then run the same command again."


class Failure(Exception):
    """A reason to stop that the user can act on; shown alone, without a traceback."""


def say(text=""):
    """Print to standard error, which leaves standard output to shell scripts and pytest."""
    print(text, file=sys.stderr, flush=True)


@contextlib.contextmanager
def step(title):
    """Name a piece of work before it starts and its time after it ended."""
    say(f"• {title} …")
    start = time.monotonic()
    yield
    say(f"  done in {time.monotonic() - start:.0f} s")


def sentence(error):
    """Turn an operating system's error into the sentence to show."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return NO_SPACE
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"{error.filename or 'A file'} may not be used by user {os.geteuid()}: "
            "run as the user who made .local, or remove .local."
        )
    return f"The operating system refused: {error}."
