from . import expert_portal
