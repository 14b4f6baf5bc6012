# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class Division(models.Model):
    """An administrative division; the tree of divisions is the jurisdiction."""

    _name = "xinxihua.division"
    _inherit = "xinxihua.guard.mixin"
    _description = "Administrative Division"
    _parent_name = "parent_id"
    _parent_store = True
    _order = "parent_path, code, id"
    _rec_names_search = ["name", "code", "finance_code"]

    name = fields.Char(required=True)
    code = fields.Char(
        "GB/T 2260 Code",
        index=True,
        help="Six digits; empty for an area without a code, such as a development zone.",
    )
    finance_code = fields.Char("Finance Division Code", help="Nine digits.")
    level = fields.Selection(
        [
            ("province", "Province"),
            ("prefecture", "Prefecture"),
            ("county", "County"),
            ("township", "Township"),
        ],
        required=True,
    )
    parent_id = fields.Many2one(
        "xinxihua.division", "Parent Division", index=True, ondelete="restrict"
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("xinxihua.division", "parent_id", string="Divisions")
    alias_ids = fields.One2many("xinxihua.division.alias", "division_id", string="Former Codes")
    unit_ids = fields.One2many("xinxihua.unit", "division_id", string="Units")

    _code_unique = models.Constraint("UNIQUE(code)", "A division with this code exists already.")

    @api.constrains("parent_id")
    def _check_parent_id(self):
        if self._has_cycle():
            raise ValidationError(self.env._("A division cannot contain itself."))

    @api.model
    def _by_code(self, codes):
        """Return {code: division}, former codes included.

        :param codes: GB/T 2260 codes, as text
        """
        codes = list(filter(None, set(codes)))
        found = {
            alias.code: alias.division_id
            for alias in self.env["xinxihua.division.alias"].search([("code", "in", codes)])
        }
        found.update({division.code: division for division in self.search([("code", "in", codes)])})
        return found

    def _ancestor(self, level):
        """Return the division itself or above it that has the level.

        :param str level: ``own`` for the division itself, else a level of the tree
        """
        self.ensure_one()
        if level == "own":
            return self
        division = self
        while division and division.level != level:
            division = division.parent_id
        return division

    @api.model_create_multi
    def create(self, vals_list):
        # record rules are cached with the divisions that a user reaches
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)


class DivisionAlias(models.Model):
    """A code that a division had before, still found in old workbooks."""

    _name = "xinxihua.division.alias"
    _inherit = "xinxihua.guard.mixin"
    _description = "Former Code of a Division"
    _order = "code"
    _rec_name = "code"

    division_id = fields.Many2one(
        "xinxihua.division", required=True, index=True, ondelete="cascade"
    )
    code = fields.Char("Former Code", required=True)
    date_to = fields.Date("Used until")

    _code_unique = models.Constraint("UNIQUE(code)", "This former code exists already.")
