# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class FirstCheck(models.Model):
    """The first check of one round: a verdict for each criterion (art. 16 (2)).

    The bureau that handles the project writes the verdicts while the check is open;
    the workflow opens and closes it.
    """

    _name = "xinxihua.first.check"
    _inherit = ["xinxihua.guard.mixin", "xinxihua.locked.screen.mixin"]
    _description = "First Check"
    _order = "project_id, round desc, id desc"
    _rec_name = "project_id"

    project_id = fields.Many2one(
        "xinxihua.project",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    round = fields.Integer(required=True, readonly=True, aggregator=None)
    state = fields.Selection(
        [("open", "Under Way"), ("closed", "Closed")],
        required=True,
        readonly=True,
        default="open",
        index=True,
    )
    unit_id = fields.Many2one(
        "xinxihua.unit",
        "Checked by",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    line_ids = fields.One2many("xinxihua.first.check.line", "check_id", string="Criteria")
    ground_ids = fields.One2many(
        "xinxihua.project.ground",
        "check_id",
        string="Grounds not to Approve",
        help="The rows of the latest check; they go along from round to round.",
    )
    note = fields.Text("Overall Opinion")
    is_begun = fields.Boolean("Begun", compute="_compute_is_begun")

    _one_open = models.UniqueIndex(
        "(project_id) WHERE state = 'open'", "The project has an open first check."
    )

    @api.depends("line_ids.verdict", "ground_ids.reviewed_round", "round")
    def _compute_is_begun(self):
        for check in self:
            judged = check.ground_ids.filtered(
                lambda row, check=check: row.reviewed_round == check.round
            )
            check.is_begun = bool(check.line_ids.filtered("verdict") or judged)

    @api.model
    def _open(self, projects):
        """Open a check for each project, with the criteria in force (superuser only)."""
        Item = self.env["xinxihua.catalogue.item"]
        Line = self.env["xinxihua.first.check.line"]
        checks = self.create(
            [
                {
                    "project_id": project.id,
                    "round": project.sudo().round,
                    "unit_id": project.sudo().handling_unit_id.id,
                }
                for project in projects
            ]
        )
        Line.create(
            [
                {"check_id": check.id, "sequence": index, "criterion_id": item.id}
                for check in checks
                for index, item in enumerate(
                    Item._in_force(
                        "first_check",
                        check.project_id._rule_date(),
                        check.project_id.division_id,
                    )
                )
            ]
        )


class FirstCheckLine(models.Model):
    """The verdict on one criterion."""

    _name = "xinxihua.first.check.line"
    _inherit = "xinxihua.guard.mixin"
    _description = "First Check Criterion"
    _order = "check_id, sequence, id"
    _rec_name = "criterion_id"

    check_id = fields.Many2one(
        "xinxihua.first.check",
        "First Check",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    sequence = fields.Integer(readonly=True)
    criterion_id = fields.Many2one(
        "xinxihua.catalogue.item",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    verdict = fields.Selection([("pass", "Met"), ("fail", "Not Met")])
    opinion = fields.Char()
