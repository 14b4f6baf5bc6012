"""Serving a database, until Ctrl-C."""

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

from .console import Failure, step
from .processes import end, explain
from .project import setting

START_LIMIT = 180  # seconds


def address():
    """Return host and port to serve on, once they are seen to be free."""
    host, port = setting("HOST", "127.0.0.1"), setting("PORT", "8069")
    if not port.isdigit() or not 1 <= int(port) <= 65535:
        raise Failure(f"PORT={port} is not a port number.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError as error:
            raise Failure(
                f"Port {port} on {host} cannot be used ({error.strerror or error}): "
                "stop what uses it, or choose another with PORT=number."
            ) from None
    return host, int(port)


def serve(workshop, database, host, port, log=None, greet=lambda url: None):
    """Serve a database; log to a file or, without one, to the screen."""
    command = workshop.odoo("server", "-d", database, "--http-interface", host, "-p", str(port))
    with contextlib.ExitStack() as stack:
        output = stack.enter_context(log.open("wb")) if log else None
        # A session of its own: Ctrl-C reaches us alone, and we stop Odoo once and in order.
        process = subprocess.Popen(
            command,
            env=workshop.variables(),
            cwd=workshop.project.local,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        stack.callback(_stop, process)
        with step("Starting Odoo"):
            url = _wait_until_ready(process, host, port, log)
        greet(url)
        process.wait()
        raise Failure(_ended(process, log))


def _wait_until_ready(process, host, port, log):
    """Ask for the first page until Odoo gives it."""
    local = "127.0.0.1" if host in ("0.0.0.0", "::", "") else host
    url = f"http://{local}:{port}"
    limit = time.monotonic() + START_LIMIT
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < limit:
        if process.poll() is not None:
            raise Failure(_ended(process, log))
        try:
            with opener.open(f"{url}/web/login", timeout=60):
                return url
        except urllib.error.HTTPError as error:
            raise Failure(f"Odoo started, but its login page fails: {error}.") from None
        except OSError:
            time.sleep(0.3)
    raise Failure(f"Odoo gave no page within {START_LIMIT} seconds.")


def _ended(process, log):
    if log:
        return explain("Odoo", log)
    return f"Odoo ended by itself with code {process.returncode}."


def _stop(process):
    """Stop Odoo, and end whatever it started and left."""
    end(process)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
