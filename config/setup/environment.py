"""The virtual environment: pinned packages, with Odoo importable through a path file."""

import hashlib
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from .console import Failure, step
from .processes import output_of, run_logged

NEWEST = (3, 13)  # the pins have no ready-made packages beyond it


@dataclass(frozen=True)
class Environment:
    """A virtual environment that is ready to run Odoo."""

    home: Path

    @property
    def python(self):
        """Its interpreter."""
        return self.home / "bin" / "python"

    def tool(self, name):
        """Return the path of a command that its packages brought."""
        return self.home / "bin" / name

    def site_packages(self):
        """Return the folder its packages are in."""
        return next((self.home / "lib").glob("python3*/site-packages"))


def ensure(project, source, development=False):
    """Return the environment with what the requirements pin; made or completed when it differs."""
    environment = Environment(project.local / "venv")
    base = _interpreter()
    made_with = f"{base} {output_of([base, '--version'])}"
    stamp = environment.home / "made-with.txt"
    if not stamp.exists() or stamp.read_text() != made_with:
        with step("Making the virtual environment"):
            shutil.rmtree(environment.home, ignore_errors=True)
            command = [base, "-m", "venv", environment.home]
            run_logged(command, project.log("pip"), "Making the virtual environment")
            stamp.write_text(made_with)
    _install(project, environment, project.root / "requirements.txt")
    if development:
        _install(project, environment, project.root / "requirements-dev.txt")
    _link_odoo(environment.site_packages(), source)
    return environment


def _interpreter():
    """Return the Python to build on: this one, or one that is not too new."""
    if sys.version_info[:2] <= NEWEST:
        return _without_environment()
    for minor in range(NEWEST[1], 10, -1):
        if found := shutil.which(f"python3.{minor}"):
            return found
    raise Failure(f"Python {sys.version.split()[0]} is too new for Odoo 19: install Python 3.13.")


def _without_environment():
    """Return the interpreter itself: the active environment may be the one to make."""
    if sys.prefix == sys.base_prefix:
        return str(Path(sys.executable))
    return str(Path(sys.base_exec_prefix) / "bin" / f"python3.{sys.version_info.minor}")


def _install(project, environment, requirements):
    """Install a requirements file unless exactly this one is installed already."""
    digest = hashlib.sha256(requirements.read_bytes()).hexdigest()
    stamp = environment.home / f"{requirements.stem}.sha256"
    if stamp.exists() and stamp.read_text() == digest:
        return
    with step(f"Installing the Python packages of {requirements.name}"):
        pip = [environment.python, "-m", "pip", "install", "--no-input", "--no-cache-dir"]
        pip += ["--progress-bar=off", "--disable-pip-version-check"]
        pip += ["--only-binary=psycopg2-binary,lxml,cryptography"]
        what = f"Installing {requirements.name} with pip"
        run_logged([*pip, "-r", requirements], project.log("pip"), what, network=True)
    stamp.write_text(digest)


def _link_odoo(site_packages, source):
    """Make `import odoo` work, and let pip see it as installed for addons that require it."""
    (site_packages / "odoo19.pth").write_text(f"{source.home}\n")
    info = site_packages / "odoo-19.0.dist-info"
    metadata = _metadata(source.home)
    if (info / "METADATA").exists() and (info / "METADATA").read_text() == metadata:
        return
    info.mkdir(exist_ok=True)
    (info / "METADATA").write_text(metadata)
    (info / "INSTALLER").write_text("setup\n")
    (info / "RECORD").write_text("")
    (info / "top_level.txt").write_text("odoo\n")


def _metadata(home):
    """Return Odoo's package metadata without what would make pip do harm.

    PyPDF2 is out because Odoo would prefer it to pypdf, psycopg2 because pip would compile it.
    """
    found = next(home.glob("odoo-19*.egg-info/PKG-INFO"), None)
    if not found:
        return "Metadata-Version: 2.1\nName: odoo\nVersion: 19.0\n"
    wanted = re.sub(r"(?m)^Requires-Dist: (PyPDF2|pyserial).*\n", "", found.read_text())
    return re.sub(r"(?m)^Requires-Dist: psycopg2\b", "Requires-Dist: psycopg2-binary", wanted)
