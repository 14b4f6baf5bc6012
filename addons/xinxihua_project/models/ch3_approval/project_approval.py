# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class ProjectApproval(models.Model):
    """From the first check to the approval (art. 15, 16)."""

    _inherit = "xinxihua.project"

    first_check_ids = fields.One2many(
        "xinxihua.first.check", "project_id", string="First Checks", readonly=True
    )
    review_ids = fields.One2many(
        "xinxihua.expert.review", "project_id", string="Expert Reviews", readonly=True
    )

    # -- first check (art. 16 (2)) ---------------------------------------------------------

    def _current_first_check(self):
        """Return the open first checks of these projects."""
        return self.first_check_ids.filtered(lambda check: check.state == "open")

    def _open_first_check(self):
        if self:
            self.env["xinxihua.first.check"].sudo()._open(self)
            self.invalidate_recordset(["first_check_ids"])

    def _blocker_pass_first_check(self):
        checks_sudo = self.sudo()._current_first_check()
        failed = checks_sudo.line_ids.filtered(lambda line: line.verdict != "pass").grouped(
            lambda line: line.check_id.project_id.id
        )
        checked = set(checks_sudo.project_id.ids)
        return {
            project.id: self.env._(
                "The first check is not passed: %(criteria)s. Give each criterion its "
                "verdict, or return the application for correction (%(basis)s).",
                criteria="、".join(failed[project.id].criterion_id.mapped("name"))
                if project.id in failed
                else "-",
                basis=project._cite("first_check"),
            )
            for project in self
            if project.id in failed or project.id not in checked
        }

    def _effect_pass_first_check(self, inputs):
        self.sudo()._current_first_check().state = "closed"
        self.env["xinxihua.expert.review"].sudo()._open(self)
        self.invalidate_recordset(["review_ids"])

    # -- experts (art. 16 (3)) -------------------------------------------------------------

    def _current_review(self):
        """Return the open expert reviews of these projects."""
        return self.review_ids.filtered(lambda review: review.state == "open")

    def _last_review(self):
        """Return the latest review of one project."""
        return self.review_ids.sorted("id")[-1:]

    def _blocker_conclude_review(self):
        # one look for the opinions of all panels
        self.sudo()._current_review().opinion_ids.fetch(["date_submitted", "expert_id"])
        return {
            project.id: project.sudo()._current_review()._conclusion_refusal() for project in self
        }

    def _effect_conclude_review(self, inputs):
        self.sudo()._current_review().state = "closed"

    # -- approval (art. 15, 16 (4)) ---------------------------------------------------------

    def _blocker_approve(self):
        """Return {id: what else an approval lacks}; each concern adds its own."""
        return {}

    def _validate_approve(self, inputs):
        return {project.id: "\n".join(project._wrong_approval(inputs)) for project in self}

    def _wrong_approval(self, inputs):
        amount = inputs.get("approved_amount") or 0.0
        if self.currency_id.compare_amounts(amount, 0) <= 0:
            yield self.env._("Fill in the approved amount.")
        if self.currency_id.compare_amounts(amount, self.budget_amount) > 0:
            yield self.env._(
                "The approved amount %(amount)s yuan is above the budget applied for, "
                "%(budget)s yuan (%(basis)s).",
                amount=f"{amount:,.2f}",
                budget=f"{self.budget_amount:,.2f}",
                basis=self._cite("approval_decision"),
            )
        date = fields.Date.to_date(inputs.get("approval_date"))
        if date and date > fields.Date.context_today(self):
            yield self.env._("The date of the approval cannot lie in the future.")
        if date and date < self.date_submitted:
            yield self.env._(
                "The date of the approval cannot lie before the submission on %s.",
                self.date_submitted,
            )
        number = inputs.get("approval_number")
        if number and self.sudo().search_count(
            [("approval_number", "=", number), ("id", "!=", self.id)], limit=1
        ):
            yield self.env._("The approval number %s exists already.", number)

    def _effect_approve(self, inputs):
        today = fields.Date.context_today(self)
        for project in self:
            project_sudo = project.sudo()
            date = project_sudo.approval_date or today
            if not project_sudo.approval_date:
                project_sudo.approval_date = date
            if not project_sudo.approval_number:
                project_sudo.approval_number = project_sudo.handling_unit_id._next_number(
                    "approval", date
                )
        self._open_implementation()

    def _effect_refuse(self, inputs):
        self.sudo()._current_first_check().state = "closed"
        self.sudo()._current_review().state = "closed"

    # -- implementation ---------------------------------------------------------------------

    def _open_implementation(self):
        """Open an Odoo project with its own analytic account (art. 23)."""
        Project = self.env["project.project"].sudo()
        for project in self.sudo().filtered(lambda row: not row.project_project_id):
            company = project.unit_id.company_id or self.env.company
            opened = Project.with_company(company).create(
                {
                    "name": project.name,
                    "company_id": company.id,
                    "xinxihua_project_id": project.id,
                    "date_start": fields.Date.context_today(self),
                    "privacy_visibility": "followers",
                }
            )
            if not opened.account_id:
                opened._create_analytic_account()
            project.project_project_id = opened

    # -- the card of the decision screen --------------------------------------------------

    def _proposed_amount(self):
        self.ensure_one()
        return self.sudo()._last_review().recommended_amount or self.budget_amount

    def _decision_rows(self, step):
        rows = super()._decision_rows(step)
        rows += [
            (self.env._("Budget"), f"{self.budget_amount:,.2f}"),
            (self.env._("Sources"), self.funding_summary or "-"),
            (self.env._("Why this Procedure"), self.route_explanation or "-"),
        ]
        if review := self._last_review():
            verdicts = dict(review._fields["conclusion"]._description_selection(self.env))
            rows += [
                (self.env._("Panel Conclusion"), verdicts.get(review.conclusion, "-")),
                (
                    self.env._("Recommended Budget"),
                    self.env._(
                        "%(amount)s (cut by %(cut)s)",
                        amount=f"{review.recommended_amount:,.2f}",
                        cut=f"{review.reduction:,.2f}",
                    ),
                ),
            ]
        inputs = self.signoff_chain_id.sudo().inputs or {}
        if self.is_signing and inputs.get("approved_amount"):
            rows.append((self.env._("To be Approved"), f"{inputs['approved_amount']:,.2f}"))
        if self.is_signing and inputs.get("approval_number"):
            rows.append((self.env._("Approval Number"), inputs["approval_number"]))
        return rows
