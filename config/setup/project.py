"""Where things are. All that the set-up makes is below `.local` in the project's folder."""

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from .console import Failure

NAME = "xinxihua"
# Named one by one, because automatic installation is off: it would bring addons that call outside.
CORE_MODULES = (
    "project",
    "account",
    "analytic",
    "portal",
    "spreadsheet_dashboard",
    "project_account",
    "base_import",
    "l10n_cn",
    "auth_totp",
    "auth_password_policy",
)
# Logins of the demo data; the password of each is its login. They exist in demo databases only.
DEMO_LOGINS = [
    "unit.officer",
    "unit.leader",
    "county.unit",
    "county.officer",
    "city.unit",
    "city.officer",
    "bureau.officer",
    "bureau.approver",
    "finance.officer",
    "finance.approver",
    "security.cyber",
    "security.police",
    "security.crypto",
    "expert.1",
    "expert.2",
    "expert.3",
    "leader",
    "auditor",
    "rules.admin",
]


@dataclass(frozen=True)
class Project:
    """A checkout of the project."""

    root: Path

    @property
    def local(self):
        """Folder of everything the set-up makes."""
        return self.root / ".local"

    @property
    def addons(self):
        """Folder of our addons."""
        return self.root / "addons"

    @property
    def data_dir(self):
        """Odoo's data_dir, shared by all databases: sessions and file stores."""
        return self.local / "data"

    @property
    def conf(self):
        """The generated configuration that every Odoo process of the set-up reads."""
        return self.local / "odoo.conf"

    @property
    def digest(self):
        """Short name of this checkout's place, for what has to live outside of it."""
        return hashlib.sha256(str(self.root).encode()).hexdigest()[:10]

    def log(self, name):
        """Return the path of a log file."""
        return self.local / "log" / f"{name}.log"

    def modules(self):
        """Return the names of our addons: each folder of addons/ with a manifest."""
        return sorted(path.parent.name for path in self.addons.glob("*/__manifest__.py"))


def here():
    """Return the project that this file belongs to."""
    return Project(Path(__file__).resolve().parents[2])


def setting(name, default=""):
    """Return a variable given to make, or its default: an empty variable is not given."""
    return os.environ.get(name, "").strip() or default


def flag(name, default):
    """Return a variable that is 0 or 1."""
    value = setting(name, default)
    if value not in ("0", "1"):
        raise Failure(f"{name} is 0 or 1, not {value!r}.")
    return value == "1"


def database_name(default=""):
    """Return the database that the user named with DB."""
    name = setting("DB", default)
    if not name:
        raise Failure("Name the database: add DB=name to the command.")
    reserved = name == "postgres" or name.startswith(("template", f"{NAME}_template"))
    if reserved or not re.fullmatch(r"[a-z][a-z0-9_]{0,50}", name):
        raise Failure(f"DB={name} cannot be used: small letters, digits and _ only, no template.")
    return name
