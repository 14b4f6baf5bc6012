"""The linters; pre-commit runs the same commands."""

import subprocess
import sys

from .console import Failure, say

# readme/ holds what README.rst would; a large model is spread over files by subject on purpose.
PYLINT = ["--disable=missing-readme,consider-merging-classes-inherited"]
PYTHON_PLACES = ("addons", "config", "tests", "conftest.py")


def check(project, python):
    """Run every linter and fail after the last when one complained."""
    modules = [str(project.addons / module) for module in project.modules()]
    commands = {
        "ruff": [python.tool("ruff"), "check", *_places(project)],
        "ruff format": [python.tool("ruff"), "format", "--check", *_places(project)],
        "XML style": [python.python, project.root / "config/lint/xml_style.py", project.addons],
    }
    if modules:
        commands["pylint-odoo"] = [python.python, "-m", "pylint", *PYLINT, *modules]
    hadolint = python.tool("hadolint")
    if hadolint.exists():
        commands["hadolint"] = [hadolint, project.root / "docker/Dockerfile"]
    bad = [name for name, command in commands.items() if not _passes(project, name, command)]
    if bad:
        raise Failure(f"Not clean: {', '.join(bad)}. `make format` rewrites what can be rewritten.")


def rewrite(project, python):
    """Let the tools correct what they can."""
    style = project.root / "config/lint/xml_style.py"
    for command in (
        [python.tool("ruff"), "check", "--fix", *_places(project)],
        [python.tool("ruff"), "format", *_places(project)],
        [python.python, style, "--fix", project.addons],
    ):
        subprocess.run(command, cwd=project.root, check=False)


def _places(project):
    return [place for place in PYTHON_PLACES if (project.root / place).exists()]


def _passes(project, name, command):
    sys.stdout.flush()
    code = subprocess.run(command, cwd=project.root, check=False).returncode
    say(f"  {name}: {'clean' if code == 0 else 'NOT CLEAN'}")
    return code == 0
