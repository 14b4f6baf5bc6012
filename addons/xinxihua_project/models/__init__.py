from . import core
from . import ch1_general
from . import ch3_approval
from . import ch4_implementation
from . import ch2_planning
