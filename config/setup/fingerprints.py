"""Names of templates: a digest of everything that a template is made from."""

import hashlib

from .project import CORE_MODULES

# What a database does not hold: changing it needs no new template.
UNSEEN_FOLDERS = {"tests", "readme", "__pycache__"}
SCRIPTS = ("post_install.py", "pregenerate_assets.py")


def core(project, source):
    """Return the digest of the template with Odoo's own modules only."""
    digest = hashlib.sha256(source.identity.encode())
    digest.update(" ".join(CORE_MODULES).encode())
    digest.update((project.root / "requirements.txt").read_bytes())
    for script in SCRIPTS:
        digest.update((project.root / "config" / "setup" / script).read_bytes())
    return digest.hexdigest()[:12]


def product(project, source):
    """Return the digest of a template that has our addons too."""
    digest = hashlib.sha256(core(project, source).encode())
    for path in addon_files(project.addons):
        digest.update(f"{path.relative_to(project.addons)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def addon_files(addons):
    """Return the files of our addons that can change what a database holds, in a fixed order."""
    for path in sorted(addons.rglob("*")):
        parts = path.relative_to(addons).parts
        if path.is_file() and not UNSEEN_FOLDERS.intersection(parts) and path.suffix != ".pyc":
            yield path
