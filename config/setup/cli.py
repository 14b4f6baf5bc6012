"""The command line: one word; its options are environment variables, as make passes them."""

import signal
import sys

from . import commands
from .console import Failure, say, sentence
from .project import here


def main(arguments):
    """Run one command; every expected failure is one sentence and a code that is not zero."""
    if len(arguments) != 1 or arguments[0] not in commands.COMMANDS:
        say(f"usage: make {'|'.join(commands.COMMANDS)}")
        return 2
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return commands.COMMANDS[arguments[0]](here()) or 0
    except Failure as failure:
        say(f"Stopped: {failure}")
    except OSError as error:
        say(f"Stopped: {sentence(error)}")
    except KeyboardInterrupt:
        say("\nStopped.")
        return 0 if arguments[0] in ("run", "serve") else 130
    return 1


def _interrupt(number, frame):
    """Let every way of being ended take the way of Ctrl-C, which stops what was started."""
    sys.stderr.flush()
    raise KeyboardInterrupt
