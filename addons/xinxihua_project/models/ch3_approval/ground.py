# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

VERDICTS = [
    ("none", "Does not Exist"),
    ("exists", "Exists"),
    ("not_applicable", "Not Applicable"),
]
# who sees what was found: it may name systems and applications of other units
FINDERS = (
    "xinxihua_project.group_bureau_officer,"
    "xinxihua_project.group_leader,"
    "xinxihua_project.group_auditor"
)


class ProjectGround(models.Model):
    """The verdict on one ground not to approve, for one project (art. 15).

    Rights: the bureau that handles the project writes verdict and evidence from the
    first check until the approval; who wrote them, and when, the server notes. The
    unit reads its own rows when the first check is over, without what was found in
    other units' records. What was found proposes; a person decides.
    """

    _name = "xinxihua.project.ground"
    _inherit = "xinxihua.guard.mixin"
    _description = "Ground not to Approve of a Project"
    _order = "project_id, sequence, id"
    _rec_name = "ground_id"

    project_id = fields.Many2one(
        "xinxihua.project", required=True, readonly=True, index=True, ondelete="cascade"
    )
    check_id = fields.Many2one(
        "xinxihua.first.check",
        "First Check",
        readonly=True,
        index=True,
        ondelete="set null",
        help="The latest one; the verdicts go along from round to round.",
    )
    sequence = fields.Integer(readonly=True)
    ground_id = fields.Many2one(
        "xinxihua.catalogue.item",
        "Ground not to Approve",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    explanation = fields.Text("Text of the Article", related="ground_id.note")
    verdict = fields.Selection(VERDICTS, index=True)
    evidence = fields.Text()
    hint = fields.Text("What was Found", readonly=True, groups=FINDERS)
    hint_level = fields.Selection(
        [
            ("notice", "For Your Notice"),
            ("warning", "To be Cleared up"),
            ("block", "Established"),
        ],
        "Weight of what was Found",
        readonly=True,
        groups=FINDERS,
    )
    reviewer_id = fields.Many2one(
        "res.users", "Reviewed by", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    reviewed_on = fields.Datetime(readonly=True)
    reviewed_round = fields.Integer("Round of the Verdict", readonly=True, aggregator=None)
    log_ids = fields.One2many(
        "xinxihua.project.ground.log", "row_id", string="Earlier Verdicts", readonly=True
    )
    is_locked = fields.Boolean(compute="_compute_is_locked")

    _once = models.Constraint(
        "UNIQUE(project_id, ground_id)", "A project has each ground only once."
    )

    @api.depends("project_id.state", "project_id.is_signing")
    @api.depends_context("uid")
    def _compute_is_locked(self):
        writable = self.filtered("id")._filtered_access("write")
        for row in self:
            row.is_locked = row not in writable

    @api.model
    def _open(self, projects):
        """Open the grounds in force; carry those of an earlier round (superuser only).

        :param projects: projects whose first check was just opened
        """
        Item = self.env["xinxihua.catalogue.item"]
        kept = self.search([("project_id", "in", projects.ids)]).grouped("project_id")
        checks = {check.project_id: check for check in projects._current_first_check()}
        new = []
        for project in projects:
            rows = kept.get(project, self)
            rows.check_id = checks.get(project)
            items = Item._in_force("refusal_ground", project._rule_date(), project.division_id)
            new += [
                {
                    "project_id": project.id,
                    "check_id": checks[project].id,
                    "sequence": index,
                    "ground_id": item.id,
                }
                for index, item in enumerate(items)
                if item not in rows.ground_id
            ]
        self.create(new)
        projects.invalidate_recordset(["ground_ids"])
        projects._refresh_ground_hints()

    def write(self, vals):
        """Note who judged, and when; the row before stays in the history."""
        result = super().write(vals)
        if {"verdict", "evidence"} & vals.keys():
            self._note_review()
        return result

    def _note_review(self):
        if wrong := [reason for row in self if (reason := row._wrong_verdict())]:
            raise UserError("\n".join(wrong))
        now = fields.Datetime.now()
        for row_sudo in self.sudo():
            row_sudo.write(
                {
                    "reviewer_id": self.env.uid,
                    "reviewed_on": now,
                    "reviewed_round": row_sudo.project_id.round,
                }
            )
        log = self.env["xinxihua.project.ground.log"]
        log.sudo().create([log._prepare_log_vals(row_sudo) for row_sudo in self.sudo()])

    def _wrong_verdict(self):
        """Return what a verdict still lacks, or nothing."""
        row_sudo = self.sudo()
        project = self.project_id
        if row_sudo.hint_level == "block" and row_sudo.verdict in ("none", "not_applicable"):
            return self.env._(
                "“%(ground)s” is established by the records (%(basis)s): %(hint)s Choose "
                "“Exists”; the approver may record an exception.",
                ground=row_sudo.ground_id.name,
                basis=project._cite("refusal_grounds"),
                hint=row_sudo.hint,
            )
        if not row_sudo.verdict or (row_sudo.evidence or "").strip():
            return None
        if row_sudo.verdict != "none" or row_sudo.hint_level == "warning":
            return self.env._(
                "“%(ground)s”: write the evidence for your verdict (%(basis)s).",
                ground=row_sudo.ground_id.name,
                basis=project._cite("refusal_grounds"),
            )
        return None

    def action_none(self):
        """Judge with one tap that these grounds do not exist."""
        self.write({"verdict": "none"})

    def action_open(self):
        """Open one ground to judge it."""
        self.ensure_one()
        view = self.env.ref("xinxihua_project.project_ground_view_form")
        return {
            **self._get_records_action(name=self.ground_id.name, target="new"),
            "views": [(view.id, "form")],
        }


class ProjectGroundLog(models.Model):
    """A verdict as it was given: rows of evidence."""

    _name = "xinxihua.project.ground.log"
    _inherit = "xinxihua.append.only.mixin"
    _description = "Verdict on a Ground not to Approve"
    _order = "id desc"
    _rec_name = "ground_name"

    row_id = fields.Many2one(
        "xinxihua.project.ground",
        "Ground",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    ground_name = fields.Char("Ground (as then)", readonly=True)
    round = fields.Integer(readonly=True, aggregator=None)
    verdict = fields.Selection(VERDICTS, readonly=True)
    evidence = fields.Text(readonly=True)
    user_id = fields.Many2one(
        "res.users", "Reviewed by", readonly=True, index=True, ondelete="restrict"
    )
    user_name = fields.Char("Reviewed by (Name)", readonly=True)
    unit_name = fields.Char("Reviewing Unit", readonly=True)
    date = fields.Datetime("Reviewed on", readonly=True, required=True)

    @api.model
    def _prepare_log_vals(self, row_sudo):
        return {
            "row_id": row_sudo.id,
            "ground_name": row_sudo.ground_id.name,
            "round": row_sudo.reviewed_round,
            "verdict": row_sudo.verdict,
            "evidence": row_sudo.evidence,
            "user_id": self.env.uid,
            "user_name": self.env.user.name,
            "unit_name": row_sudo.project_id.handling_unit_id.name,
            "date": row_sudo.reviewed_on,
        }
