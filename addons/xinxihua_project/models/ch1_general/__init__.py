from . import legal_document
from . import article
from . import parameter
from . import parameter_value
from . import catalogue_item
from . import division
from . import unit
from . import res_users
