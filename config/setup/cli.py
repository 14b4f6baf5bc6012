"""The command line: one word; its options are environment variables, as make passes them."""

import signal

from . import commands
from .console import Failure, say, sentence
from .project import here

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main(arguments):
    """Run one command; every expected failure is one sentence and a code that is not zero."""
    if len(arguments) != 1 or arguments[0] not in commands.COMMANDS:
        say(f"usage: make {'|'.join(commands.COMMANDS)}")
        return 2
    for number in ENDINGS:
        signal.signal(number, _interrupt)
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
    """Take every way of being ended like Ctrl-C; a second one does not disturb the stopping."""
    for ending in ENDINGS:
        signal.signal(ending, signal.SIG_IGN)
    raise KeyboardInterrupt
