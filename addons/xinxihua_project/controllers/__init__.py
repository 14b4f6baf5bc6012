from . import approval_preview
from . import expert_portal
