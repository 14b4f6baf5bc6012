"""What the user sees: steps with their time, and failures that are one sentence."""

import contextlib
import errno
import os
import re
import shlex
import subprocess
import sys
import time

NO_SPACE = "The disk is full: free some space, then run the same command again."
_ERROR_LINE = re.compile(
    r"(\w*(Error|Exception|Refused)\b.*:|\bERROR\b|\bFATAL\b|\bCRITICAL\b|^E: )"
)


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


def run_logged(command, log, what, **options):
    """Run a command into a log file; its failure becomes a sentence that names the log."""
    options.setdefault("stdin", subprocess.DEVNULL)
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        output.write(f"$ {shlex.join(map(str, command))}\n".encode())
        output.flush()
        begin = output.tell()
        result = subprocess.run(command, stdout=output, stderr=output, check=False, **options)
    if result.returncode:
        raise Failure(explain(what, log, begin))


def explain(what, log, begin=0):
    """Return the sentence for a failed command: its last error line, and where the rest is."""
    with log.open("rb") as stream:
        stream.seek(begin)
        lines = stream.read().decode(errors="replace").splitlines()
    if any("No space left on device" in line for line in lines):
        return NO_SPACE
    telling = [line.strip() for line in lines if _ERROR_LINE.search(line)]
    reason = (telling or [line.strip() for line in lines if line.strip()] or ["no output"])[-1]
    return f"{what} failed: {reason[:300]} (whole log: {log})"


def output_of(command, **options):
    """Return what a command prints, or an empty text when it is missing or fails."""
    options.setdefault("stdin", subprocess.DEVNULL)
    try:
        result = subprocess.run(
            command, capture_output=True, text=True, errors="replace", check=False, **options
        )
    except OSError:
        return ""
    return result.stdout.strip() if result.returncode == 0 else ""


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
