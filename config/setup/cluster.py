"""A private PostgreSQL cluster, reached through a unix socket that only its owner can open.

C.UTF-8, not C: the trigram index sees nothing in Chinese text under the C locale.
"""

import contextlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from . import locks
from .console import Failure, say, step
from .packages import PG_BINARIES
from .processes import explain, output_of, run_logged

ROLE = "odoo"  # Odoo refuses to work as the role postgres
SOCKET_LIMIT = 107  # bytes in a unix socket's path
SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
port = 5432
max_connections = 64
shared_buffers = 256MB
synchronous_commit = off
"""


@dataclass(frozen=True)
class Cluster:
    """The cluster of this checkout: its folder, its programs, the user it runs as."""

    project: object
    home: Path
    programs: Path
    owner: str

    @property
    def data(self):
        """PostgreSQL's data folder."""
        return self.home / "data"

    @contextlib.contextmanager
    def running(self):
        """Keep the cluster up; the last make command that uses it stops it."""
        with locks.shared(self.project.local / "cluster.lock", self.stop):
            self.start()
            yield self

    def start(self):
        """Make the cluster when there is none, start it when it is down."""
        if not (self.data / "PG_VERSION").exists():
            with step("Making a private PostgreSQL cluster"):
                self._initialise()
        if not self.is_up():
            log = self.home / "postgres.log"
            begin = log.stat().st_size if log.exists() else 0
            command = ["pg_ctl", "start", "-w", "-s", "-D", self.data, "-l", log]
            try:
                self._run(command, "Starting PostgreSQL")
            except Failure as failure:
                raise Failure(_server_says(log, begin) or failure) from None

    def stop(self):
        """Stop the server, if it runs."""
        if (self.data / "PG_VERSION").exists() and self.is_up():
            command = ["pg_ctl", "stop", "-w", "-s", "-m", "fast", "-D", self.data]
            self._run(command, "Stopping PostgreSQL")

    def is_up(self):
        """Return whether the server runs."""
        command = [self.programs / "pg_ctl", "status", "-D", self.data]
        return bool(output_of(command, cwd="/", **self._as_owner()))

    def client_environment(self):
        """Return the variables with which any PostgreSQL client finds this cluster."""
        path = f"{self.programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
        return {"PGHOST": str(self.home), "PGPORT": "5432", "PGUSER": ROLE, "PATH": path}

    def _initialise(self):
        shutil.rmtree(self.data, ignore_errors=True)
        command = ["initdb", "-D", self.data, "-U", ROLE, "-A", "trust"]
        self._run([*command, "-E", "UTF8", "--locale=C.UTF-8"], "Making the PostgreSQL cluster")
        quoted = str(self.home).replace('"', '""').replace("'", "''")
        with (self.data / "postgresql.conf").open("a") as conf:
            conf.write(SETTINGS.format(socket=f'"{quoted}"'))

    def _run(self, command, what):
        program, *arguments = command
        log = self.project.log("postgres")
        run_logged([self.programs / program, *arguments], log, what, cwd="/", **self._as_owner())

    def _as_owner(self):
        return as_user(self.owner)


def _server_says(log, begin):
    """Return why the server did not start, when its own log says so: pg_ctl only points there."""
    return log.exists() and explain("Starting PostgreSQL", log, begin)


def as_user(name):
    """Return subprocess options that run a command as another user, when that takes a change."""
    entry = pwd.getpwnam(name)
    if entry.pw_uid == os.geteuid():
        return {}
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def locate(project):
    """Return this checkout's cluster, in a place where its server can run."""
    owner = _owner()
    home = project.local / "postgres"
    reason = _unfit(home, owner)
    if reason:
        home = Path("/var/tmp") / f"xinxihua-{project.digest}"
        if not home.exists():
            say(f"{reason}: the databases live in {home}.")
    _own(home, owner)
    return Cluster(project, home, _programs(home / "data" / "PG_VERSION"), owner)


def _owner():
    """Return the user to run the server as: it refuses to run as root."""
    if os.geteuid():
        return pwd.getpwuid(os.geteuid()).pw_name
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        raise Failure("PostgreSQL does not run as root, and there is no user postgres.") from None


def _unfit(home, owner):
    """Return why the server cannot live in the project's folder, or nothing."""
    if len(os.fsencode(home / ".s.PGSQL.5432")) > SOCKET_LIMIT:
        return "The path of the project's folder is too long for a database socket"
    home.parent.mkdir(parents=True, exist_ok=True)
    probe = ["test", "-x", home.parent]
    if subprocess.run(probe, cwd="/", check=False, **as_user(owner)).returncode:
        return f"The user {owner} cannot enter the project's folder"
    return None


def _own(home, owner):
    """Make the cluster's folder, closed to others; refuse one that belongs to somebody else."""
    uid = pwd.getpwnam(owner).pw_uid
    if not home.exists():
        home.mkdir(mode=0o700)
        if uid != os.geteuid():
            os.chown(home, uid, pwd.getpwnam(owner).pw_gid)
    if home.is_symlink() or home.stat().st_uid != uid:
        raise Failure(f"{home} belongs to another user: run as that user, or remove it.")


def _programs(version_file):
    """Return the folder of PostgreSQL's programs, of the cluster's own version if it has one."""
    folders = {path.parent for path in map(Path, _candidates())}
    found = {_major(folder): folder for folder in folders}
    wanted = version_file.read_text().strip() if version_file.exists() else None
    if wanted:
        if int(wanted) not in found:
            raise Failure(
                f"The databases were made with PostgreSQL {wanted}, which is no longer installed: "
                "install it, or remove them with `make clean`."
            )
        return found[int(wanted)]
    newest = max(found, default=0)
    if newest < 13:
        raise Failure("Odoo 19 needs PostgreSQL 13 or newer: install the package postgresql.")
    return found[newest]


def _candidates():
    yield from Path("/").glob(PG_BINARIES.lstrip("/"))
    if on_path := shutil.which("initdb"):
        yield Path(on_path).resolve()


def _major(folder):
    words = output_of([folder / "postgres", "--version"]).split()
    version = next((word for word in words if word[0].isdigit()), "0")
    digits = version.split(".")[0]
    return int("".join(char for char in digits if char.isdigit()) or 0)
