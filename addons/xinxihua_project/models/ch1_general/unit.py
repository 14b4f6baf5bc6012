# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from stdnum.cn import uscc as stdnum_uscc
from stdnum.exceptions import ValidationError as StdnumError


class Unit(models.Model):
    """An actor: agency, bureau, finance office, reviewing body (art. 3)."""

    _name = "xinxihua.unit"
    _inherit = "xinxihua.guard.mixin"
    _description = "Unit"
    _parent_name = "parent_id"
    _parent_store = True
    _order = "division_id, sequence, code, id"
    _rec_names_search = ["name", "code", "uscc"]

    name = fields.Char(required=True, index="trigram")
    code = fields.Char("Budget Unit Code", index=True)
    sequence = fields.Integer(default=10)
    uscc = fields.Char("Unified Social Credit Code", size=18)
    kind = fields.Selection(
        [
            ("agency", "Agency"),
            ("data_bureau", "Data Bureau"),
            ("finance", "Finance Bureau"),
            ("cyberspace", "Cyberspace Administration"),
            ("police", "Public Security"),
            ("secrecy_crypto", "Secrecy and Cryptography"),
            ("audit", "Audit Office"),
            ("government_office", "Government Office"),
        ],
        required=True,
        default="agency",
        index=True,
    )
    division_id = fields.Many2one(
        "xinxihua.division", required=True, index=True, ondelete="restrict"
    )
    parent_id = fields.Many2one(
        "xinxihua.unit", "Parent Department", index=True, ondelete="restrict"
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("xinxihua.unit", "parent_id", string="Subordinate Units")
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        help="The company in which the books of this unit are kept.",
    )
    is_external = fields.Boolean(
        "Works Elsewhere",
        help="The unit does not work in this system; its decisions are recorded "
        "with document number, date and scan.",
    )
    document_code = fields.Char(
        help="Authority and kind in the numbers of its documents: 楚数批",
    )
    user_ids = fields.Many2many(
        "res.users", "xinxihua_unit_users_rel", "unit_id", "user_id", string="Users"
    )
    active = fields.Boolean(default=True)

    _code_unique = models.Constraint(
        "UNIQUE(code)", "A unit with this budget unit code exists already."
    )
    _uscc_unique = models.Constraint(
        "UNIQUE(uscc)", "A unit with this unified social credit code exists already."
    )

    @api.constrains("uscc")
    def _check_uscc(self):
        for unit in self.filtered("uscc"):
            try:
                stdnum_uscc.validate(unit.uscc)
            except StdnumError as error:
                raise ValidationError(
                    self.env._(
                        "“%(code)s” of %(unit)s is not a unified social credit code: "
                        "18 characters with a check character (GB 32100-2015). "
                        "Compare it with the certificate.",
                        code=unit.uscc,
                        unit=unit.name,
                    )
                ) from error

    @api.constrains("parent_id")
    def _check_parent_id(self):
        if self._has_cycle():
            raise ValidationError(self.env._("A unit cannot be its own department."))

    @api.model
    def _addressee(self, kind, division):
        """Return the unit of a kind in a division.

        :param str kind: key of ``kind``
        :param division: ``xinxihua.division``
        :raise UserError: the division has no such unit
        """
        unit = self.sudo().search([("kind", "=", kind), ("division_id", "=", division.id)], limit=1)
        if not unit:
            kinds = dict(self._fields["kind"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(division)s has no unit of kind “%(kind)s”. Ask the rules "
                    "administrator to add it under Units.",
                    division=division.display_name or "-",
                    kind=kinds[kind],
                )
            )
        return unit.sudo(False)

    def _users_with_role(self, groups):
        """Return {unit: users of the unit that hold one of the groups}.

        :param groups: XML ids of groups
        """
        return self._users_with_groups(
            self.env["res.groups"].union(*[self.env.ref(group) for group in groups])
        )

    def _users_with_groups(self, groups):
        """Return {unit: users of the unit that hold one of the groups}."""
        users_sudo = (
            self.env["res.users"]
            .sudo()
            .search(
                [
                    ("xinxihua_unit_ids", "in", self.ids),
                    ("all_group_ids", "in", groups.ids),
                    ("active", "=", True),
                ]
            )
        )
        return {
            unit: users_sudo.filtered(lambda user, unit=unit: unit in user.xinxihua_unit_ids)
            for unit in self
        }

    @api.model_create_multi
    def create(self, vals_list):
        # record rules are cached with the units that a user belongs to
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    def _next_number(self, kind, date):
        """Return the next document number of this unit in a year: 楚数批〔2026〕3号.

        :param str kind: kind of document; each has its own numbers
        :param date date: day of the document
        :return: number with six-sided brackets, no leading zeros (GB/T 9704-2012)
        """
        self.ensure_one()
        Sequence = self.env["ir.sequence"].sudo()
        code = f"xinxihua.{kind}.{self.id}"
        if not Sequence.search_count([("code", "=", code)], limit=1):
            Sequence.create(
                {
                    "name": f"{self.name} {kind}",
                    "code": code,
                    # numbers of official documents have no gaps
                    "implementation": "no_gap",
                    "use_date_range": True,
                    "padding": 0,
                    "company_id": False,
                }
            )
        serial = Sequence.next_by_code(code, sequence_date=fields.Date.to_string(date))
        return self._format_number(kind, date, serial)

    def _format_number(self, kind, date, serial):
        """Return a document number of this unit with a serial given."""
        self.ensure_one()
        prefix = self.document_code or self.name
        mark = self.env["xinxihua.parameter"]._get(f"document_mark_{kind}", date, self.division_id)
        return f"{prefix}{mark}〔{date.year}〕{serial}号"
