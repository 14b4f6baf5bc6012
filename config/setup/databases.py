"""Databases and their file stores: they are copied, moved and dropped together."""

import shutil

from .processes import run_logged

COMMENT = "made from {}"


def names(workshop):
    """Return the names of all databases."""
    return workshop.sql("SELECT datname FROM pg_database WHERE NOT datistemplate")


def exists(workshop, name):
    """Return whether a database exists."""
    return name in names(workshop)


def filestore(workshop, name):
    """Return the folder where Odoo keeps a database's attachments."""
    return workshop.project.data_dir / "filestore" / name


def create(workshop, name):
    """Make an empty database."""
    _client(workshop, "createdb", name)


def copy(workshop, template, name):
    """Make a database as an exact copy of another."""
    _client(workshop, "createdb", "-T", template, name)
    source = filestore(workshop, template)
    if source.exists():
        shutil.copytree(source, filestore(workshop, name), dirs_exist_ok=True)


def drop(workshop, name):
    """Remove a database with its file store, whoever is connected to it."""
    _client(workshop, "dropdb", "--if-exists", "--force", name)
    shutil.rmtree(filestore(workshop, name), ignore_errors=True)


def rename(workshop, name, new):
    """Give a database its final name: a name with a template's digest means complete."""
    workshop.sql(f'ALTER DATABASE "{name}" RENAME TO "{new}"')
    shutil.rmtree(filestore(workshop, new), ignore_errors=True)
    if filestore(workshop, name).exists():
        filestore(workshop, name).rename(filestore(workshop, new))


def note_origin(workshop, name, digest):
    """Write down which state of our addons a database has."""
    workshop.sql(f"COMMENT ON DATABASE \"{name}\" IS '{COMMENT.format(digest)}'")


def is_current(workshop, name, digest):
    """Return whether a database has the given state of our addons."""
    statement = (
        f"SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '{name}'"
    )
    return workshop.sql(statement) == [COMMENT.format(digest)]


def _client(workshop, program, *arguments):
    what = f"{program} {arguments[-1]}"
    log = workshop.project.log("postgres")
    run_logged([program, *arguments], log, what, env=workshop.variables())
