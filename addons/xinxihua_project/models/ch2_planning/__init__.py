from . import catalogue_system
from . import information_system
from . import information_system_workflow
from . import system_count
from . import project_system
from . import project_consolidation
