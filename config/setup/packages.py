"""Debian packages: the only thing the set-up changes outside the project's folder, named first."""

import glob
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

from .console import Failure, say, step
from .processes import output_of, run_logged

PG_BINARIES = "/usr/lib/postgresql/*/bin/initdb"


@dataclass(frozen=True)
class Need:
    """Something the machine must have: the package, why, and how to see that it is there."""

    package: str
    why: str
    present: Callable[[], bool]


def _library(pattern):
    """Return whether a shared library is known to the dynamic linker."""
    ldconfig = shutil.which("ldconfig") or "/sbin/ldconfig"
    return pattern in output_of([ldconfig, "-p"])


def _imports(module):
    return bool(output_of([sys.executable, "-c", f"import {module}; print(1)"]))


RUNTIME = (
    Need("python3-venv", "Python's virtual environments", lambda: _imports("ensurepip")),
    Need(
        "postgresql",
        "the database server",
        lambda: bool(glob.glob(PG_BINARIES) or shutil.which("initdb")),
    ),
    Need("libpango-1.0-0", "text in PDF documents", lambda: _library("libpango-1.0.so.0")),
    Need("libpangoft2-1.0-0", "text in PDF documents", lambda: _library("libpangoft2-1.0.so.0")),
)
FONT = Need(
    "fonts-noto-cjk",
    "Chinese in documents and screenshots",
    lambda: bool(glob.glob("/usr/share/fonts/**/NotoSansCJK*", recursive=True)),
)
BROWSER = Need(
    "chromium",
    "the browser tests",
    lambda: any(map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))),
)
COMPOSE = Need(
    "docker-compose",
    "the check of the container files, which needs no engine",
    lambda: bool(shutil.which("docker-compose")),
)


def ensure(project, needs):
    """Install the packages that are missing, after saying which and why."""
    missing = [need for need in needs if not need.present()]
    if not missing:
        return
    names = [need.package for need in missing]
    prefix = _privilege(names)
    say("These Debian packages are missing and are installed now:")
    for need in missing:
        say(f"    {need.package}: {need.why}")
    with step("Installing " + " ".join(names)):
        _apt(project, prefix, ["update"], "apt-get update")
        install = ["install", "-y", "--no-install-recommends", *names]
        _apt(project, prefix, install, "apt-get install " + " ".join(names))
    still = [need.package for need in missing if not need.present()]
    if still:
        raise Failure(f"Still not found after their installation: {' '.join(still)}.")


def _privilege(names):
    """Return how to call apt-get with rights to install, or fail with the command to run."""
    if not shutil.which("apt-get"):
        raise Failure(
            f"Not a Debian system: install what the packages {' '.join(names)} "
            "hold in your system's own way, then try again."
        )
    if os.geteuid() == 0:
        return []
    if sudo := _sudo():
        return [sudo, "--preserve-env=DEBIAN_FRONTEND"]
    raise Failure(
        "Packages are missing and this user may not install them; "
        f"let an administrator run: apt-get install -y {' '.join(names)}"
    )


def _sudo():
    """Return sudo when it works here: without a terminal it cannot ask for a password."""
    sudo = shutil.which("sudo")
    if not sudo or sys.stdin.isatty():
        return sudo
    works = subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0
    return sudo if works else None


def _apt(project, prefix, arguments, what):
    command = [*prefix, "apt-get", "-q", "-o", "DPkg::Lock::Timeout=300", *arguments]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    run_logged(command, project.log("apt"), what, network=True, env=environment)
