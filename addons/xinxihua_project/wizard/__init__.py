from . import document_wizard
from . import workflow_decision
from . import material_upload
from . import exception_grant
