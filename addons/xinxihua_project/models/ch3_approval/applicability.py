# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class Applicability(models.Model):
    """The answers that decide whether the regulation applies to a project (art. 2, 36).

    | who | does |
    |---|---|
    | unit officers | answer once for a project of their unit; never change it |
    | the data bureau of the level | reverses the result, with the reason |
    | auditor, leader | read |

    A secret project has no row here: nothing of its content is stored (art. 35).
    """

    _name = "xinxihua.applicability"
    _inherit = "xinxihua.workflow.mixin"
    _description = "Answer on Applicability"
    _order = "id desc"

    name = fields.Char(
        "Project or Purchase",
        required=True,
        compute="_compute_of_project",
        store=True,
        readonly=False,
        precompute=True,
    )
    project_id = fields.Many2one(
        "xinxihua.project", index="btree_not_null", ondelete="set null", copy=False
    )
    unit_id = fields.Many2one(
        "xinxihua.unit",
        "Applicant Unit",
        required=True,
        compute="_compute_of_project",
        store=True,
        readonly=False,
        precompute=True,
        index=True,
        ondelete="restrict",
    )
    division_id = fields.Many2one(
        related="unit_id.division_id", store=True, index=True, string="Division"
    )
    bureau_id = fields.Many2one(
        "xinxihua.unit", "Data Bureau", readonly=True, index=True, ondelete="restrict"
    )

    # -- answers -----------------------------------------------------------------------
    in_standard = fields.Selection(
        [("yes", "Yes"), ("no", "No")],
        "Within GB/T 40692",
        required=True,
        default="yes",
        help="A system or service in the sense of GB/T 40692-2021.",
    )
    system_category_id = fields.Many2one(
        "xinxihua.catalogue.item",
        domain=[("kind", "=", "system_category")],
        index="btree_not_null",
        ondelete="restrict",
    )
    public_data = fields.Selection([("yes", "Yes"), ("no", "No")], "Involves Public Data")
    exclusion_id = fields.Many2one(
        "xinxihua.catalogue.item",
        domain=[("kind", "=", "exclusion")],
        index="btree_not_null",
        ondelete="restrict",
    )
    mixed = fields.Boolean("Other Items in the Same Purchase")
    contract_number = fields.Char()
    contract_date = fields.Date("Contract Signed on")
    contract_end = fields.Date("End of the Contract's Term")
    in_catalogue = fields.Boolean("In the Central Procurement Catalogue")
    currency_id = fields.Many2one(
        "res.currency", readonly=True, default=lambda self: self.env.ref("base.CNY")
    )
    purchase_amount = fields.Monetary("Amount of the Purchase", help="Yuan.")
    evidence = fields.Text("Evidence in Words")
    evidence_file = fields.Binary(attachment=True)
    evidence_filename = fields.Char("Name of the File")

    # -- result ------------------------------------------------------------------------
    result = fields.Selection(
        [("in_scope", "In Scope"), ("excluded", "Excluded")],
        "First Result",
        readonly=True,
        copy=False,
    )
    final_result = fields.Selection(
        [("in_scope", "In Scope"), ("excluded", "Excluded")],
        "Result",
        compute="_compute_final_result",
        store=True,
        index=True,
    )
    reason = fields.Text("Why this Result", readonly=True, copy=False)
    state = fields.Selection(
        [("answered", "Answered"), ("reversed", "Reversed by the Bureau")],
        required=True,
        readonly=True,
        default="answered",
        copy=False,
        index=True,
    )
    date = fields.Datetime("Answered on", readonly=True, copy=False)
    user_id = fields.Many2one(
        "res.users", "Answered by", readonly=True, index=True, copy=False, ondelete="restrict"
    )
    user_name = fields.Char("Answered by (Name)", readonly=True, copy=False)

    @api.depends("project_id")
    def _compute_of_project(self):
        for answer in self:
            project_sudo = answer.project_id.sudo()
            answer.name = project_sudo.name or answer.name
            answer.unit_id = (
                project_sudo.unit_id or answer.unit_id or self.env.user.xinxihua_unit_ids[:1]
            )

    @api.depends("result", "state")
    def _compute_final_result(self):
        turned = {"in_scope": "excluded", "excluded": "in_scope"}
        for answer in self:
            answer.final_result = (
                turned.get(answer.result) if answer.state == "reversed" else answer.result
            )

    @api.constrains("project_id", "unit_id")
    def _check_unit_id(self):
        for answer in self.filtered("project_id"):
            if answer.unit_id != answer.project_id.sudo().unit_id:
                raise ValidationError(
                    self.env._(
                        "%s belongs to another unit than these answers.", answer.project_id.name
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        """Judge the answers, and write the result to the project."""
        answers = super().create(vals_list)
        answers._refuse_second_answers()
        answers._decide()
        answers._write_to_project()
        return answers

    def _refuse_second_answers(self):
        """The first definite result stays; only the bureau reverses it."""
        counts = dict(
            self.sudo()._read_group(
                [("project_id", "in", self.project_id.ids)], ["project_id"], ["__count"]
            )
        )
        for answer in self:
            if counts.get(answer.project_id, 0) > 1:
                raise UserError(
                    self.env._(
                        "%(project)s has its answer already (%(basis)s). Only the data "
                        "bureau reverses it: ask %(bureau)s.",
                        project=answer.name,
                        basis=answer._cite("scope", "exclusions"),
                        bureau=answer._bureau().name,
                    )
                )

    def _bureau(self):
        """Return the data bureau that may reverse the result."""
        division = self.sudo()._workflow_division()
        level = self._parameter("addressee_applicability")
        return self.env["xinxihua.unit"]._addressee("data_bureau", division._ancestor(level))

    def action_open_project(self):
        """Open the project of these answers."""
        self.ensure_one()
        self.project_id.check_access("read")
        return self.project_id._get_records_action()

    def action_start_project(self):
        """Begin the application of something that turned out to be in scope.

        :raise UserError: it is out of scope, or has its project already
        """
        self.ensure_one()
        if self.final_result != "in_scope" or self.project_id:
            raise UserError(
                self.env._("“%s” has its project already, or is out of scope.", self.name)
            )
        project = self.env["xinxihua.project"].create(
            {
                "name": self.name,
                "unit_id": self.unit_id.id,
                "system_category_id": self.system_category_id.id,
                "confirmed_not_secret": True,
            }
        )
        self._lock_documents()
        self.sudo().project_id = project
        self._write_to_project()
        return project._get_records_action()
