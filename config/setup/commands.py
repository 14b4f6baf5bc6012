"""What each make target does, one function a target."""

import shutil
import signal
from functools import partial
from pathlib import Path

from . import (
    cluster,
    databases,
    linting,
    locks,
    odoo_source,
    packages,
    processes,
    server,
    templates,
    testing,
    workshop,
)
from . import environment as environments
from .console import Failure, say, step
from .project import DEMO_LOGINS, NAME, database_name, flag


def run(project):
    """Serve a demo database, made from nothing if need be."""
    busy = "`make run` of this project is running already (process {process}); stop it first."
    with locks.exclusive(project.local / "run.lock", busy):
        host, port = server.address()
        name = database_name(f"{NAME}_demo")
        with workshop.opened(project) as shop:
            with locks.setup(project):
                _demo_database(shop, name)
            greet = partial(_greet, shop, name)
            server.serve(shop, name, host, port, log=project.log("run"), greet=greet)


def _demo_database(shop, name):
    """Make the demo database; bring one of an earlier state of our addons up to date."""
    if not databases.exists(shop, name):
        _copy_of_template(shop, name, demo=True)
    elif not databases.is_current(shop, name, templates.digest(shop)):
        _update(shop, name)


def _copy_of_template(shop, name, demo):
    template = templates.product_template(shop, demo)
    with step(f"Making the database {name}"):
        databases.copy(shop, template, name)
        databases.note_origin(shop, name, templates.digest(shop))


def _greet(shop, name, url):
    """Print the address, and the demo logins that the database has."""
    there = shop.sql("SELECT login FROM res_users WHERE active", name)
    logins = [login for login in DEMO_LOGINS if login in there]
    say(f"\nReady: {url}")
    if logins:
        say("Demo logins (the password is the login), and admin/admin:")
    for start in range(0, len(logins), 6):
        say("    " + "  ".join(logins[start : start + 6]))
    say("Ctrl-C stops it.")


def test(project):
    """Check and test everything."""
    return testing.run(project)


def database(project):
    """Make a database with the product installed."""
    name, demo = database_name(), flag("DEMO", "1")
    with workshop.opened(project) as shop, locks.setup(project):
        if databases.exists(shop, name):
            if not flag("FORCE", "0"):
                raise Failure(f"Database {name} exists; FORCE=1 replaces it.")
            databases.drop(shop, name)
        _copy_of_template(shop, name, demo)


def shell(project):
    """Open a Python shell on a database; a script on standard input runs instead."""
    with workshop.opened(project) as shop:
        name = _existing(shop)
        command = shop.odoo("shell", "-d", name, "--no-http", "--log-level=warn")
        # Ctrl-C ends a statement in the shell, and not the shell.
        signal.signal(signal.SIGINT, lambda number, frame: None)
        return processes.run(command, env=shop.variables())


def serve(project):
    """Serve a database with its log on the screen."""
    host, port = server.address()
    with workshop.opened(project) as shop:
        server.serve(shop, _existing(shop), host, port, greet=lambda url: say(f"Ready: {url}"))


def update(project):
    """Update our addons in a database."""
    with workshop.opened(project) as shop, locks.setup(project):
        _update(shop, _existing(shop))


def _update(shop, name):
    modules = shop.project.modules()
    log = shop.project.log(f"update_{name}")
    log.unlink(missing_ok=True)
    with step(f"Updating {' '.join(modules)} in {name}"):
        listed = ",".join(modules)
        arguments = ("-d", name, "-i", listed, "-u", listed, "--stop-after-init", "--no-http")
        shop.run_odoo(f"Updating {name}", log, "server", *arguments, "--max-cron-threads=0")
        databases.note_origin(shop, name, templates.digest(shop))


def _existing(shop):
    name = database_name()
    if not databases.exists(shop, name):
        raise Failure(f"There is no database {name}: make it with `make database DB={name}`.")
    return name


def lint(project):
    """Run the linters."""
    linting.check(project, _development_environment(project))


def format_(project):
    """Let the linters rewrite what they can."""
    linting.rewrite(project, _development_environment(project))


def _development_environment(project):
    """Return the environment with the development tools; a database is not needed."""
    with locks.setup(project):
        packages.ensure(project, packages.RUNTIME[:1])
        return environments.ensure(project, odoo_source.ensure(project), development=True)


def clean(project):
    """Remove everything that was made, unless it is in use."""
    if not project.local.exists():
        return
    busy = "Process {process} of this project is at work: stop it first."
    with (
        locks.exclusive(project.local / "run.lock", busy),
        locks.exclusive(project.local / "test.lock", busy),
        locks.setup(project),
        locks.exclusive(project.local / "cluster.lock", busy),
    ):
        for home in (project.local / "postgres", Path("/var/tmp") / f"{NAME}-{project.digest}"):
            if (home / "data" / "PG_VERSION").exists():
                cluster.locate(project).stop()
            shutil.rmtree(home, ignore_errors=not home.exists())
        shutil.rmtree(project.local)


COMMANDS = {
    "run": run,
    "test": test,
    "database": database,
    "shell": shell,
    "serve": serve,
    "update": update,
    "lint": lint,
    "format": format_,
    "clean": clean,
}
