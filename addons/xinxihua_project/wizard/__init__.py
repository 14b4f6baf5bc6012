from . import document_wizard
from . import workflow_decision
from . import material_upload
from . import exception_grant
from . import workbook_import
from . import project_import
from . import project_import_judge
from . import project_import_words
from . import project_import_line
from . import unit_import
from . import unit_import_judge
from . import unit_import_line
from . import system_import
from . import system_import_judge
from . import system_import_line
from . import workflow_decision_system
from . import exception_grant_growth
from . import exception_grant_own
from . import applicability_check
from . import workflow_decision_demand

# outermost: what a unit elsewhere decided is recorded before any step of the screen
from . import workflow_decision_external
from . import cost_import
from . import cost_import_judge
from . import expert_draw
from . import expert_leave
from . import workbook_export
