"""Other programs: run to their end into a log, with signs of life, and their failure explained."""

import contextlib
import re
import shlex
import shutil
import subprocess
import time

from .console import NO_SPACE, Failure, say

NEWS = 20  # seconds between two signs of life of a long step
SPARE = 4 << 20  # bytes; with less on the disk, programs fail in ways that do not say why
_ERROR_LINE = re.compile(
    r"(\w*(Error|Exception|Refused)\b.*:|\bERROR\b|\bFATAL\b|\bCRITICAL\b|\bPANIC\b|^E: )"
)
_OFFLINE = re.compile(
    r"Temporary failure|Could not (resolve|connect)|Failed to establish a new connection"
    r"|Unable to connect|[Cc]annot connect to proxy|Network is unreachable|timed out"
)
_LOG_PREFIX = re.compile(r"^\d{4}-\S+ \S+ \d+ [A-Z]+ \S+ \S+: ")  # Odoo's, from time to logger


def run(command, news=None, **options):
    """Run a command to its end and return its code; `news()` tells what it does meanwhile."""
    start = time.monotonic()
    process = subprocess.Popen(command, **options)
    try:
        while True:
            try:
                return process.wait(NEWS if news else None)
            except subprocess.TimeoutExpired:
                say(f"  {time.monotonic() - start:.0f} s: {news()}")
    finally:
        end(process)


def end(process, grace=20):
    """Ask a process to stop, if it still runs, and end it when it has not after `grace` seconds."""
    if process.poll() is None:
        with contextlib.suppress(PermissionError):  # sudo runs as root; Ctrl-C reached it already
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(grace)
            process.kill()
    process.wait()


def run_logged(command, log, what, network=False, **options):
    """Run a command into a log file; its failure becomes a sentence that names the log."""
    options.setdefault("stdin", subprocess.DEVNULL)
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        output.write(f"$ {shlex.join(map(str, command))}\n".encode())
        output.flush()
        begin = output.tell()
        code = run(command, lambda: _last_line(log), stdout=output, stderr=output, **options)
    if code:
        raise Failure(explain(what, log, begin, network))


def explain(what, log, begin=0, network=False):
    """Return the sentence for a failed command: its last error line, and where the rest is."""
    with log.open("rb") as stream:
        stream.seek(begin)
        lines = stream.read().decode(errors="replace").splitlines()
    full = shutil.disk_usage(log.parent).free < SPARE
    if full or any("No space left on device" in line for line in lines):
        return NO_SPACE
    if network and any(map(_OFFLINE.search, lines)):
        return (
            f"{what} failed: the network cannot be reached, or a proxy is set wrongly; "
            f"when it works, run the same command again (whole log: {log})"
        )
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


def _last_line(log):
    """Return what a log says last, short enough for a screen."""
    with log.open("rb") as stream:
        stream.seek(max(0, log.stat().st_size - 2000))
        lines = stream.read().decode(errors="replace").splitlines()
    last = next((line for line in reversed(lines) if line.strip()), "")
    return _LOG_PREFIX.sub("", last)[:70].strip()
