"""Everything ready to work with databases: Odoo, its environment, the running cluster."""

import configparser
import contextlib
import json
import os
import subprocess
from dataclasses import dataclass

from . import cluster as clusters
from . import environment as environments
from . import locks, odoo_source, packages
from .console import Failure
from .processes import run_logged


@dataclass(frozen=True)
class Workshop:
    """What the commands work with."""

    project: object
    source: odoo_source.Source
    python: environments.Environment
    cluster: clusters.Cluster

    def odoo(self, *arguments):
        """Return the command line of an Odoo process; its subcommand comes first."""
        command, *rest = arguments
        return [self.python.python, "-m", "odoo", command, "-c", self.project.conf, *rest]

    def variables(self):
        """Return the environment for every process that uses Odoo or the database."""
        path = f"{self.python.home / 'bin'}{os.pathsep}{self.cluster.client_environment()['PATH']}"
        ours = {"PATH": path, "XDG_CACHE_HOME": str(self.project.local / "cache")}
        return odoo_source.environment() | self.cluster.client_environment() | ours

    def run_odoo(self, what, log, *arguments, **options):
        """Run Odoo to its end, into a log."""
        command = self.odoo(*arguments)
        run_logged(command, log, what, env=self.variables(), cwd=self.project.local, **options)

    def run_scripts(self, what, log, database, *scripts):
        """Run Python files in an Odoo shell, one after the other, in one process."""
        text = "\n".join(script.read_text() for script in scripts)
        self._feed(what, log, text, "shell", "-d", database, "--no-http")

    def _feed(self, what, log, text, *arguments):
        """Run Odoo with a text as its standard input."""
        reader, writer = os.pipe()
        with os.fdopen(reader) as stdin:
            with os.fdopen(writer, "w") as stream:
                stream.write(text)  # scripts of a few kB fit a pipe
            self.run_odoo(what, log, *arguments, stdin=stdin)

    def sql(self, statement, database="postgres"):
        """Run one statement and return what it prints, one line a row."""
        command = ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", database]
        result = subprocess.run(
            [*command, "-c", statement],
            env=self.variables(),
            capture_output=True,
            text=True,
            check=False,
        )
        if result.returncode:
            error = (result.stderr.strip() or "no message").splitlines()[0]
            raise Failure(f"PostgreSQL refused: {error}")
        return result.stdout.splitlines()


@contextlib.contextmanager
def opened(project, development=False, needs=()):
    """Make sure that all is there, start the cluster, and yield the workshop."""
    with locks.setup(project):
        packages.ensure(project, [*packages.RUNTIME, *needs])
        source = odoo_source.ensure(project)
        python = environments.ensure(project, source, development)
        cluster = clusters.locate(project)
    with cluster.running():
        workshop = Workshop(project, source, python, cluster)
        write_configuration(workshop)
        yield workshop


def write_configuration(workshop):
    """Complete config/odoo.conf with the places of this checkout."""
    project = workshop.project
    parser = configparser.RawConfigParser()
    parser.read(project.root / "config" / "odoo.conf", encoding="utf-8")
    ours = [project.addons] if project.modules() else []
    places = {
        "addons_path": ",".join(map(str, [*ours, *workshop.source.addons])),
        "data_dir": project.data_dir,
        "db_host": workshop.cluster.home,
        "db_port": "5432",
        "db_user": clusters.ROLE,
    }
    for name, value in places.items():
        parser.set("options", name, str(value))
    temporary = project.conf.with_suffix(f".{os.getpid()}")
    with temporary.open("w", encoding="utf-8") as stream:
        stream.write("; Made by config/setup from config/odoo.conf: change that file.\n")
        parser.write(stream)
    temporary.replace(project.conf)


def installed_demo(workshop, database):
    """Return {module: has demo data} of the modules installed in a database."""
    rows = workshop.sql(
        "SELECT json_build_object('name', name, 'demo', demo) FROM ir_module_module "
        "WHERE state = 'installed'",
        database,
    )
    return {row["name"]: row["demo"] for row in map(json.loads, rows)}
