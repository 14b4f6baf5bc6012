"""The whole check: linters, then every test in one pytest process on a fresh database."""

import os
import shlex

from . import databases, linting, locks, packages, processes, templates, workshop
from .console import Failure, say, step
from .project import NAME, flag, setting

DATABASE = f"{NAME}_test"


def run(project):
    """Set up, lint and test; return pytest's exit code."""
    busy = "The tests of this project are running already (process {process})."
    with locks.exclusive(project.local / "test.lock", busy):
        needs = (packages.FONT, packages.BROWSER, packages.COMPOSE)
        with workshop.opened(project, development=True, needs=needs) as shop:
            if flag("LINT", "1"):
                with step("Linting"):
                    linting.check(project, shop.python)
            template = _fresh_database(shop)
            return _pytest(shop, template)


def _fresh_database(shop):
    """Copy the template; tests never see what earlier tests left."""
    with locks.setup(shop.project):
        template = templates.product_template(shop, demo=flag("DEMO", "1"))
        databases.drop(shop, DATABASE)
        databases.copy(shop, template, DATABASE)
    return template


def _pytest(shop, template):
    """Run pytest on the screen; its closing line is the last thing printed."""
    arguments = shlex.split(setting("ARGS"))
    command = [
        shop.python.python,
        "-m",
        "pytest",
        f"--odoo-config={shop.project.conf}",
        f"--odoo-database={DATABASE}",
        "--odoo-http",
        "--odoo-log-level=warn",
        *arguments,
    ]
    log = templates.install_log(shop, template)
    say(f"• Testing (database {DATABASE}) …")
    environment = shop.variables() | {"XINXIHUA_INSTALL_LOG": str(log)}
    environment["HOME"] = str(_home(shop.project))
    return processes.run(command, cwd=shop.project.root, env=environment)


def _home(project):
    """Return a home folder that can be written: the browser keeps its profile's parts there."""
    home = project.local / "home"
    home.mkdir(exist_ok=True)
    if not os.access(home, os.W_OK):
        raise Failure(f"{home} cannot be written by this user.")
    return home
