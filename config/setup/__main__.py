"""Entry of ``python3 config/setup COMMAND``, which is what every make target calls."""

import sys
from pathlib import Path

# Run by its folder's name, Python would put this folder first on the path: the package is two up.
sys.path[0] = str(Path(__file__).resolve().parents[2])
sys.dont_write_bytecode = True

if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0])

from config.setup.cli import main  # noqa: E402

sys.exit(main(sys.argv[1:]))
