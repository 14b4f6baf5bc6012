"""Template databases: modules are installed once, every database is a copy.

Two stages, so that work on our addons stays fast: Odoo's own modules change rarely and take most
of the time; our addons are installed into a copy, once plain and once with demo data.
"""

from . import databases, fingerprints
from .console import Failure, step
from .fingerprints import SCRIPTS
from .project import CORE_MODULES, NAME
from .workshop import installed_demo

PREFIX = f"{NAME}_template_"
BUILDING = f"{PREFIX}building"


def product_template(workshop, demo):
    """Return the name of the template with our addons; make it when they have changed."""
    name = f"{PREFIX}{'demo' if demo else 'plain'}_{digest(workshop)}"
    if not databases.exists(workshop, name):
        core = _core_template(workshop)
        _drop_outdated(workshop)
        title = "with demo data" if demo else "without demo data"
        with step(f"Installing our addons {title}: {' '.join(workshop.project.modules())}"):
            databases.copy(workshop, core, BUILDING)
            _install_ours(workshop, demo, install_log(workshop, name))
            databases.note_origin(workshop, BUILDING, digest(workshop))
            databases.rename(workshop, BUILDING, name)
    return name


def digest(workshop):
    """Return the digest of our addons as they are on disk."""
    return fingerprints.product(workshop.project, workshop.source)


def install_log(workshop, template):
    """Return where the installation of a template is logged; the tests read it for warnings."""
    return workshop.project.log(template)


def _core_template(workshop):
    """Return the name of the template with Odoo's own modules; make it when there is none."""
    name = f"{PREFIX}core_{fingerprints.core(workshop.project, workshop.source)}"
    databases.drop(workshop, BUILDING)
    if not databases.exists(workshop, name):
        log = workshop.project.log(name)
        log.unlink(missing_ok=True)
        with step("Installing Odoo's own modules, Chinese, and the Chinese chart of accounts"):
            databases.create(workshop, BUILDING)
            _install(workshop, log, CORE_MODULES)
            _run_scripts(workshop, log)
            databases.rename(workshop, BUILDING, name)
    return name


def _install_ours(workshop, demo, log):
    """Install our addons in BUILDING, with our demo data only when asked."""
    log.unlink(missing_ok=True)
    modules = workshop.project.modules()
    # Odoo loads a module's demo data when all it depends on have theirs. To get ours without
    # theirs, the core modules claim to have it while ours are installed.
    if demo:
        workshop.sql("UPDATE ir_module_module SET demo = true WHERE state = 'installed'", BUILDING)
    if modules:
        _install(workshop, log, modules)
    ours = ", ".join(f"'{module}'" for module in modules) or "''"
    workshop.sql(f"UPDATE ir_module_module SET demo = false WHERE name NOT IN ({ours})", BUILDING)
    _check(workshop, modules, demo, log)
    _run_scripts(workshop, log)


def _install(workshop, log, modules):
    arguments = ("-d", BUILDING, "-i", ",".join(modules), "--stop-after-init", "--no-http")
    what = f"Installing {' '.join(modules)}"
    workshop.run_odoo(what, log, "server", *arguments, "--max-cron-threads=0")


def _run_scripts(workshop, log):
    """Run post_install.py and build the bundles; after our addons only what they change."""
    folder = workshop.project.root / "config" / "setup"
    scripts = [folder / name for name in SCRIPTS]
    workshop.run_scripts("Setting up the new database", log, BUILDING, *scripts)


def _check(workshop, modules, demo, log):
    """Fail when Odoo went on without what it could not install: it only logs that."""
    installed = installed_demo(workshop, BUILDING)
    missing = [module for module in modules if module not in installed]
    if missing:
        raise Failure(f"Odoo did not install {' '.join(missing)}: {log} says why.")
    without = [module for module in modules if demo and not installed[module]]
    if without:
        raise Failure(f"The demo data of {' '.join(without)} did not load: {log} says why.")


def _drop_outdated(workshop):
    """Drop the templates of earlier states of our addons, of Odoo and of the requirements."""
    core = fingerprints.core(workshop.project, workshop.source)
    current = (core, digest(workshop))
    for name in databases.names(workshop):
        if name.startswith(PREFIX) and not name.endswith(current):
            databases.drop(workshop, name)
            workshop.project.log(name).unlink(missing_ok=True)
