# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import test_annual_list_lines
from . import test_workbook_export
from . import test_similarity
