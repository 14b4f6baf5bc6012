# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

VERDICTS = [
    ("pass", "Pass"),
    ("pass_revised", "Pass after Revision"),
    ("fail", "Do not Pass"),
]


class ExpertOpinion(models.Model):
    """One expert's seat on a panel and, once submitted, the opinion.

    The bureau seats experts, drawn or by hand with the reason, and writes nothing else
    here. What the expert writes lies on the own sheet (``xinxihua.expert.sheet``), which
    nobody else reads before it is submitted: until then the fields here are empty, so no
    search and no group finds anything in them. A seat that is given up stays as a row.
    """

    _name = "xinxihua.expert.opinion"
    _inherit = "xinxihua.guard.mixin"
    _description = "Expert Opinion"
    _order = "review_id, id"
    _rec_name = "expert_id"

    review_id = fields.Many2one(
        "xinxihua.expert.review",
        "Expert Review",
        required=True,
        index=True,
        ondelete="cascade",
    )
    expert_id = fields.Many2one("xinxihua.expert", required=True, index=True, ondelete="restrict")
    user_id = fields.Many2one("res.users", compute="_compute_user_id", store=True, index=True)
    project_id = fields.Many2one(
        related="review_id.project_id", store=True, index=True, string="Project"
    )
    review_state = fields.Selection(related="review_id.state", store=True, string="Review")
    currency_id = fields.Many2one(related="review_id.currency_id")
    date_joined = fields.Date(
        "On the Panel since",
        readonly=True,
        copy=False,
        default=lambda self: fields.Date.context_today(self),
    )
    drawing_id = fields.Many2one(
        "xinxihua.expert.drawing",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    field_id = fields.Many2one(
        "xinxihua.catalogue.item",
        "Asked about",
        domain=[("kind", "=", "review_field")],
        index="btree_not_null",
        ondelete="restrict",
    )
    added_reason = fields.Char(
        "Reason for Adding by Hand", help="An expert who was not drawn needs one."
    )
    left = fields.Selection(
        [("declined", "Seat Declined"), ("released", "Released by the Bureau")],
        "Gave up the Seat",
        readonly=True,
        copy=False,
        index="btree_not_null",
    )
    left_reason = fields.Char("Reason for Leaving", readonly=True, copy=False)
    date_left = fields.Datetime("Left on", readonly=True, copy=False)
    sheet_ids = fields.One2many(
        "xinxihua.expert.sheet", "opinion_id", string="Sheets", readonly=True
    )
    state = fields.Selection(
        [
            ("invited", "Invited"),
            ("writing", "Writing"),
            ("submitted", "Submitted"),
            ("declined", "Seat Declined"),
            ("released", "Released by the Bureau"),
        ],
        "Seat",
        compute="_compute_state",
        store=True,
        compute_sudo=True,
    )
    verdict = fields.Selection(VERDICTS, readonly=True, copy=False)
    score = fields.Float(digits=(5, 2), aggregator="avg", readonly=True, copy=False)
    opinion = fields.Text(readonly=True, copy=False)
    suggested_amount = fields.Monetary("Suggested Budget", readonly=True, copy=False)
    date_submitted = fields.Datetime("Submitted on", readonly=True, copy=False)

    _once = models.Constraint(
        "UNIQUE(review_id, expert_id)", "This expert is on the panel already."
    )

    @api.depends("expert_id.user_id", "left")
    def _compute_user_id(self):
        """Who gave up the seat reads the project no more."""
        for row in self:
            row.user_id = False if row.left else row.expert_id.user_id

    @api.depends("left", "date_submitted", "sheet_ids.date_declared")
    def _compute_state(self):
        for row in self:
            begun = "writing" if row.sheet_ids.date_declared else "invited"
            row.state = row.left or ("submitted" if row.date_submitted else begun)

    @api.constrains("expert_id", "review_id")
    def _check_conflict(self):
        for row in self.sudo():
            if reason := row.expert_id._conflict(row.project_id):
                raise ValidationError(
                    self.env._(
                        "%(expert)s cannot review this project: %(reason)s (%(basis)s). "
                        "Choose another expert.",
                        expert=row.expert_id.name,
                        reason=reason,
                        basis=row.project_id._cite("expert_review"),
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        if not self.env.su and not all((row.added_reason or "").strip() for row in rows):
            raise UserError(
                self.env._(
                    "An expert who is not drawn needs a reason. Draw the experts, or write "
                    "why this one is added by hand."
                )
            )
        self.env["xinxihua.expert.sheet"].sudo()._open(rows.sudo())
        for row in rows.sudo():
            row.project_id._put_on_desk(
                self.env._("Expert opinion"),
                {row.project_id: row.user_id},
                "expert_review_days",
            )
        return rows

    def _active(self):
        """Return the seats that were not given up."""
        return self.filtered(lambda row: not row.left)

    def _why_not_again(self):
        """Return why the expert of this seat is not drawn again for the panel."""
        self.ensure_one()
        if self.left == "declined":
            return self.env._("declined: %s", self.left_reason)
        if self.left:
            return self.env._("was released from this panel: %s", self.left_reason)
        return self.env._("is on the panel already")

    # -- steps of a seat -------------------------------------------------------------

    def action_submit(self):
        """Close one's own opinion; it cannot be changed afterwards."""
        self._check_own()
        for row in self:
            sheet_sudo = row.sudo().sheet_ids
            sheet_sudo._raise_incomplete()
            row.sudo().write(sheet_sudo._published_vals())
            row.sudo().project_id._clear_desk_of(self.env.user)
            row.sudo().review_id.line_ids._update_average()
        return True

    def action_decline(self, reason=None, is_interest=False):
        """The expert gives up the seat, before submitting an opinion.

        :param str reason: kept with the seat
        :param bool is_interest: the reason is an interest in the applicant: declare it
        """
        self._check_own()
        for row in self:
            project_sudo = row.sudo().project_id
            if is_interest and (reason or "").strip():
                self.env["xinxihua.expert.interest"].create(
                    {
                        "expert_id": row.expert_id.id,
                        "unit_id": project_sudo.unit_id.id,
                        "reason": reason,
                    }
                )
            row._leave("declined", reason)
            project_sudo._call_for_another_expert()
        return True

    def action_release(self, reason=None):
        """The bureau takes an expert off the panel who has not submitted."""
        self.check_access("read")
        self.review_id.check_access("write")
        for row in self:
            row._leave("released", reason)
        return True

    def _check_own(self):
        self.check_access("read")
        for row in self:
            if row.user_id != self.env.user:
                raise AccessError(self.env._("Only the expert decides about this opinion."))
            if row.date_submitted or row.review_state != "open":
                raise AccessError(
                    self.env._("The opinion was submitted or the review is closed: it stays.")
                )

    def _leave(self, how, reason):
        """Note why a seat is given up (after the checks)."""
        self.ensure_one()
        if not (reason or "").strip():
            raise UserError(self.env._("Write the reason: it is kept with the panel."))
        if self.date_submitted or self.left:
            raise UserError(self.env._("An opinion that was submitted is kept."))
        row_sudo = self.sudo()
        row_sudo.project_id._clear_desk_of(row_sudo.user_id)
        row_sudo.write({"left": how, "left_reason": reason, "date_left": fields.Datetime.now()})

    def action_open_leave(self):
        """Ask for the reason for which a seat is given up."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Give up the Seat"),
            "res_model": "xinxihua.expert.leave",
            "view_mode": "form",
            "target": "new",
            "context": {"default_opinion_id": self.id},
        }
