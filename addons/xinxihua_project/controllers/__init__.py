from . import approval_preview
