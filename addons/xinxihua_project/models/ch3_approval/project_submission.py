# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models
from odoo.exceptions import UserError

from .gap import Gap


class ProjectSubmission(models.Model):
    """From the unit's desk to the bureau: completeness, target, withdrawal."""

    _inherit = "xinxihua.project"

    def _before_judging(self, name):
        if name == "submit":
            # a rule that began today must count for what is submitted today
            self.env.add_to_compute(self._fields["route"], self)
            self.env.add_to_compute(self._fields["route_explanation"], self)
        return super()._before_judging(name)

    # -- submit ------------------------------------------------------------------------

    def _blocker_submit(self):
        """Return {id: all that is missing}, so that nobody is sent back twice."""
        missing = {}
        for project in self:
            reasons = [
                *project._missing_fields(),
                *project._missing_money(),
                *project._missing_scope(),
                *project._missing_argument(),
            ]
            if reasons:
                missing[project.id] = "\n".join(f"• {reason}" for reason in reasons)
        return missing

    def _needed_fields(self):
        """Return the names of the fields that an application must not leave empty."""
        names = [
            "exec_class",
            "exec_subtype_id",
            "biz_class",
            "public_data",
            "system_category_id",
            "objective",
            "content",
            "basis",
        ]
        if self.route == "approval":
            names += ["boundary", "technical_plan", "resource_need"]
        return names

    def _missing_fields(self):
        for name in self._needed_fields():
            if not self[name]:
                text = self.env._(
                    "Fill in “%(field)s” (%(basis)s).",
                    field=self._fields[name]._description_string(self.env),
                    basis=self._cite("completeness"),
                )
                yield Gap(text, name)

    def _missing_money(self):
        currency = self.currency_id
        if currency.compare_amounts(self.budget_amount, 0) <= 0:
            text = self.env._("Fill in the budget (%(basis)s).", basis=self._cite("completeness"))
            yield Gap(text, "budget_amount")
        if (
            self.exec_class == "service"
            and currency.compare_amounts(self.procurement_amount, 0) <= 0
        ):
            text = self.env._(
                "Fill in the procurement budget of the service (%(basis)s).",
                basis=self._cite("approval_threshold"),
            )
            yield Gap(text, "procurement_amount")
        difference = self.budget_amount - self.funding_amount
        if not currency.is_zero(difference):
            text = self.env._(
                "The funding lines add up to %(sum)s yuan, the budget is %(budget)s yuan: "
                "correct the difference of %(difference)s yuan (%(basis)s).",
                sum=f"{self.funding_amount:,.2f}",
                budget=f"{self.budget_amount:,.2f}",
                difference=f"{difference:,.2f}",
                basis=self._cite("funding_sources"),
            )
            yield Gap(text, "funding_ids")

    def _missing_scope(self):
        if not self.confirmed_not_secret:
            yield self.env._(
                "Confirm that the project is not secret. A secret project goes through "
                "secrecy channels (%(basis)s).",
                basis=self._cite("secrecy"),
            )
        if self.route in ("pending", "not_applicable"):
            yield self.route_explanation
        if self.biz_class == "common" and self.unit_id.sudo().kind != "data_bureau":
            yield self.env._(
                "Common projects are initiated by the data bureaus (%(basis)s). Choose "
                "“Specialised”, or hand your demand to the data bureau.",
                basis=self._cite("common_projects"),
            )

    def _missing_argument(self):
        for name in ("argument_date", "argument_people", "argument_conclusion"):
            if not self[name]:
                text = self.env._(
                    "Record the internal argument (%(basis)s): %(fields)s",
                    basis=self._cite("approval_argument", "filing"),
                    fields=self._fields[name]._description_string(self.env),
                )
                yield Gap(text, name)
        if self.argument_date and self.argument_date > fields.Date.context_today(self):
            text = self.env._("The internal argument cannot lie in the future.")
            yield Gap(text, "argument_date")

    def _target_of_submission(self):
        self.ensure_one()
        if self.route == "filing":
            return "filing"
        handler = self._first_handling_unit()
        prefecture = self._approval_bureau()
        return "first_check" if handler == prefecture else "county_review"

    def _approval_bureau(self):
        """Return the bureau that approves (addressee matrix, art. 16)."""
        level = self._parameter("addressee_approval")
        division = self.sudo().division_id._ancestor(level)
        return self.env["xinxihua.unit"]._addressee("data_bureau", division)

    def _first_handling_unit(self):
        """Return the bureau that gets a submission.

        A returned application goes back to the bureau that returned it. Otherwise a
        county unit goes through its own bureau, which forwards it (art. 12).
        """
        if self.state == "returned" and self.handling_unit_id:
            return self.handling_unit_id
        if self._parameter("application_via_county"):
            return self.env["xinxihua.unit"]._addressee("data_bureau", self.sudo().division_id)
        return self._approval_bureau()

    def _effect_submit(self, inputs):
        today = fields.Date.context_today(self)
        for project in self:
            project_sudo = project.sudo()
            vals = {
                "date_last_submitted": today,
                "date_submitted": project_sudo.date_submitted or today,
                "round": project_sudo.round + 1,
                "code": project_sudo.code or project_sudo._next_code(today),
            }
            if project_sudo.state == "filing":
                vals["handling_unit_id"] = project._filing_addressee("small_project").id
            else:
                vals["handling_unit_id"] = project._handler_after_submission().id
            project_sudo.write(vals)
        filed = self.filtered(lambda project: project.state == "filing")
        for project in filed:
            project._file("small_project")
        (self - filed)._withdraw_filing("small_project")
        self.filtered(lambda project: project.state == "first_check")._open_first_check()

    def _handler_after_submission(self):
        if self.state == "first_check":
            return self._approval_bureau()
        level_unit = self.env["xinxihua.unit"]._addressee("data_bureau", self.sudo().division_id)
        return level_unit

    def _next_code(self, date):
        code = self.env["ir.sequence"].next_by_code(
            "xinxihua.project", sequence_date=fields.Date.to_string(date)
        )
        if not code:
            raise UserError(self.env._("The sequence of application numbers is missing."))
        return code

    # -- withdraw ------------------------------------------------------------------------

    def _blocker_withdraw(self):
        """Return {id: reason}: only before the bureau has taken its first step."""
        acted = {}
        for project in self:
            last_sudo = project.sudo().workflow_log_ids[:1]
            if not last_sudo.step.startswith("submit"):
                acted[project.id] = self.env._(
                    "The bureau has acted already (%s). Ask it to return the document.",
                    last_sudo.step_label,
                )
            elif project.sudo()._current_first_check().is_begun:
                acted[project.id] = self.env._(
                    "The bureau has begun its first check. Ask it to return the document."
                )
        return acted

    def _effect_withdraw(self, inputs):
        self._withdraw_filing("small_project")
        self.sudo()._current_first_check().state = "closed"
        self.sudo().handling_unit_id = False

    # -- county ------------------------------------------------------------------------

    def _effect_forward(self, inputs):
        for project in self:
            project.sudo().handling_unit_id = project._approval_bureau()
        self._open_first_check()

    def _effect_return(self, inputs):
        self.sudo()._current_first_check().state = "closed"

    # -- filing (art. 17) ----------------------------------------------------------------

    def _filing_label(self, filing):
        return self.env._("Project below the threshold of approval")

    def _filing_refusal(self, filing):
        if self.state != "filing":
            return self.env._("The project is not being filed any more.")
        return super()._filing_refusal(filing)

    def _on_filing_accepted(self, filing):
        result = super()._on_filing_accepted(filing)
        label = self.env._("Filing accepted: %s", filing.sudo().number)
        self._follow("filed", "file", label, filing.sudo().addressee_id)
        self._open_implementation()
        return result

    def _on_filing_returned(self, filing):
        result = super()._on_filing_returned(filing)
        last_sudo = filing.sudo().workflow_log_ids[:1]
        self._follow(
            "returned",
            "return",
            self.env._("Supplement asked for"),
            filing.sudo().addressee_id,
            opinion=last_sudo.opinion,
        )
        return result
