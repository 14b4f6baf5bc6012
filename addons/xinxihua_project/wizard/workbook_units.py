# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models
from odoo.fields import Domain

from ..models.core.workbook_values import key_of


class WorkbookUnitsMixin(models.AbstractModel):
    """Finds the unit of a row: an officer's own, or one of the bureau's division."""

    _name = "xinxihua.workbook.units.mixin"
    _description = "Units of a Workbook"

    def _importable_units(self):
        """Return the units that the user may enter rows for."""
        user = self.env.user
        domain = Domain.FALSE
        if user.has_group("xinxihua_project.group_unit_officer"):
            domain |= Domain("id", "in", user.xinxihua_unit_ids.ids)
        if user.has_group("xinxihua_project.group_bureau_officer"):
            divisions = user.xinxihua_unit_ids.division_id
            domain |= Domain("division_id", "child_of", divisions.ids)
        return self.env["xinxihua.unit"].search_fetch(domain, ["name", "code", "uscc"])

    def _find_units(self, rows):
        units = self._importable_units()
        by_code = {key_of(code): unit for unit in units for code in (unit.uscc, unit.code) if code}
        by_name = units.grouped(lambda unit: key_of(unit.name))
        for row in rows:
            code, name = key_of(row.texts["unit_code"]), key_of(row.texts["unit_name"])
            named = by_name.get(name, units.browse())
            row.unit = by_code.get(code) if code else named[:1]
            contradiction = code and name and row.unit and row.unit not in named
            if not row.unit or contradiction or (not code and len(named) > 1):
                row.unit = None
                row.faults.append(
                    self.env._(
                        "“%s” is none of the units that you may enter rows for, or several. "
                        "Write the full name and the code of the unit.",
                        row.texts["unit_name"] or row.texts["unit_code"] or "-",
                    )
                )
