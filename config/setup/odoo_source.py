"""Odoo 19 itself: the tree that ODOO_HOME names, or Debian's package unpacked in `.local`.

Debian's suite sid holds odoo-19. Its Python files run on any Debian, so the package is fetched
and unpacked, never installed; apt fetches it, from the mirror the machine already uses, which
keeps the chain of signatures checked and the machine's own sources untouched.
"""

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from .console import Failure, step
from .processes import output_of, run_logged
from .project import setting

# odoo-19 links to the scripts and fonts of these packages, relative to its own place.
DEBIAN_PACKAGES = (
    "odoo-19",
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
    "fonts-font-awesome",
    "fonts-roboto-unhinted",
    "fonts-inconsolata",
)
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
# Not free by Debian's rules, so absent from the package: every page would log an error without it.
ABSENT_SCRIPT = "odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"
OWN_ODOO = "set ODOO_HOME to an Odoo 19 you have (a git checkout, or a dist-packages folder)"


@dataclass(frozen=True)
class Source:
    """An Odoo tree that can be imported."""

    home: Path
    identity: str

    @property
    def addons(self):
        """Folders of core addons beside the package: a git checkout keeps most of them there."""
        beside = self.home / "addons"
        return [beside] if (beside / "account" / "__manifest__.py").exists() else []


def ensure(project):
    """Return the Odoo to use, and fetch it first when there is none."""
    home = setting("ODOO_HOME")
    if home:
        return _given(Path(home).expanduser().resolve())
    tree = project.local / "odoo"
    stamp = tree / "fetched.txt"
    if not stamp.exists():
        _fetch(project, tree, stamp)
    home = tree / "usr/lib/python3/dist-packages"
    return Source(home, stamp.read_text().strip())


def _given(home):
    """Return the tree that the user has, once it is seen to be Odoo 19."""
    release = home / "odoo" / "release.py"
    if not release.exists():
        raise Failure(f"ODOO_HOME={home} holds no Odoo: {release} does not exist.")
    found = re.search(r"^version_info = \(\D*(\d+)", release.read_text(), re.MULTILINE)
    if not found or found[1] != "19":
        raise Failure(f"ODOO_HOME={home} is not Odoo 19 (its version is {found and found[1]}).")
    commit = output_of(["git", "-C", str(home), "rev-parse", "HEAD"])
    return Source(home, f"{home} {commit or release.stat().st_mtime_ns}")


def _fetch(project, tree, stamp):
    """Download and unpack Debian's packages; a half-made tree never gets its final name."""
    for tool in ("apt-get", "dpkg"):
        if not shutil.which(tool):
            raise Failure(f"Odoo is fetched with {tool}, which is not here: {OWN_ODOO}.")
    if shutil.disk_usage(project.local).free < 4 << 30:
        raise Failure("The set-up needs 4 GB of free disk space in the project's folder.")
    work = project.local / "odoo.part"
    shutil.rmtree(work, ignore_errors=True)
    debs = work / "debs"
    debs.mkdir(parents=True)
    with step("Fetching Odoo 19 from the Debian mirror of this machine (120 MB)"):
        _download(project, debs)
    with step("Unpacking Odoo 19 (1.2 GB)"):
        for deb in sorted(debs.glob("*.deb")):
            run_logged(["dpkg", "-x", deb, work], project.log("odoo"), f"Unpacking {deb.name}")
        names = sorted(deb.name for deb in debs.glob("*.deb"))
        shutil.rmtree(debs)
        _supply_absent_script(work / "usr/lib/python3/dist-packages" / ABSENT_SCRIPT)
        (work / stamp.name).write_text("\n".join(names) + "\n")
        shutil.rmtree(tree, ignore_errors=True)
        work.rename(tree)


def _supply_absent_script(script):
    if not script.exists():
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_text("// Left out of Debian's package; background blur in calls is off.\n")


def _download(project, debs):
    """Let apt fetch the packages with lists and sources of our own."""
    sources = debs / "sid.sources"
    sources.write_text(
        f"Types: deb\nURIs: {_mirror()}\nSuites: sid\nComponents: main\nSigned-By: {KEYRING}\n"
    )
    for folder in ("lists/partial", "cache/archives/partial"):
        (debs / folder).mkdir(parents=True)
    options = {
        "Dir::Etc::SourceList": sources,
        "Dir::Etc::SourceParts": "/dev/null",
        "Dir::State::Lists": debs / "lists",
        "Dir::Cache": debs / "cache",
        "APT::Sandbox::User": "",
        "Acquire::Languages": "none",
        "Acquire::Retries": "3",
    }
    apt = ["apt-get", "-q"] + [f"-o{name}={value}" for name, value in options.items()]
    log = project.log("odoo")
    what = "Fetching Odoo 19 from the Debian mirror of this machine"
    for command in (["-oAPT::Update::Error-Mode=any", "update"], ["download", *DEBIAN_PACKAGES]):
        run_logged([*apt, *command], log, what, network=True, cwd=debs)


def _mirror():
    """Return the address of the Debian mirror that this machine already uses."""
    if not KEYRING.exists():
        raise Failure(f"Odoo comes from Debian, whose keyring {KEYRING} is not here: {OWN_ODOO}.")
    listing = ["apt-get", "indextargets", "--format", "$(REPO_URI)|$(ORIGIN)|$(LABEL)"]
    rows = output_of([*listing, "Created-By: Packages"]).splitlines()
    # Without downloaded lists, as in a fresh container, origin and label are empty.
    known = [row for row in rows if row.endswith("|Debian|Debian")]
    guessed = [row for row in rows if row.endswith("||") and "/debian/" in row + "/"]
    guessed = [row for row in guessed if "security" not in row]
    if not known + guessed:
        raise Failure(f"This machine's apt names no Debian mirror to fetch Odoo from: {OWN_ODOO}.")
    return (known + guessed)[0].split("|")[0]


def describe(source):
    """Return the first word of the identity that tells a reader which Odoo this is."""
    for line in source.identity.splitlines():
        if line.startswith("odoo-19"):
            return line.removesuffix(".deb")
    return source.identity


def environment():
    """Return the environment for Odoo: nothing of the user's own Odoo or Python leaks in."""
    dropped = ("ODOO_RC", "OPENERP_SERVER", "PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP")
    clean = {name: value for name, value in os.environ.items() if name not in dropped}
    return clean | {"LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
