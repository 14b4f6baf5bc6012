# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import LazyTranslate

from ..core.workflow_transition import Desk, Transition

_lt = LazyTranslate(__name__)

OFFICER = ("xinxihua_project.group_bureau_officer",)
APPROVER = ("xinxihua_project.group_bureau_approver",)
FINANCE = ("xinxihua_project.group_finance_approver",)


class AnnualListProcedure(models.Model):
    """Submission, two confirmations in any order, publication."""

    _inherit = "xinxihua.annual.list"

    _transitions = {
        "submit": Transition(
            _lt("Submit for Confirmation"),
            ("draft",),
            "to_confirm",
            OFFICER,
            blocker="_blocker_submit",
            effect="_effect_submit",
            basis="annual_list",
        ),
        "confirm_bureau": Transition(
            _lt("Confirm for the Data Bureau"),
            ("to_confirm",),
            "_target_of_bureau",
            APPROVER,
            blocker="_blocker_confirm_bureau",
            effect="_effect_confirm_bureau",
            basis="annual_list",
        ),
        "confirm_finance": Transition(
            _lt("Confirm for the Finance Bureau"),
            ("to_confirm",),
            "_target_of_finance",
            FINANCE,
            actor="finance_id",
            blocker="_blocker_confirm_finance",
            effect="_effect_confirm_finance",
            basis="annual_list",
        ),
        "return_bureau": Transition(
            _lt("Return to the Officer"),
            ("to_confirm",),
            "draft",
            APPROVER,
            effect="_effect_return",
            opinion_required=True,
            basis="annual_list",
        ),
        "return_finance": Transition(
            _lt("Return to the Data Bureau"),
            ("to_confirm",),
            "draft",
            FINANCE,
            actor="finance_id",
            effect="_effect_return",
            opinion_required=True,
            basis="annual_list",
        ),
    }
    _desks = {"to_confirm": Desk(_lt("Confirm the annual project list"), APPROVER)}

    def _desk_users(self, desk):
        """Put the list on both desks, and off the desk that has confirmed."""
        users = super()._desk_users(desk)
        finance = self.sudo().finance_id._users_with_role(FINANCE)
        none = self.env["res.users"]
        return {
            row: (none if row.bureau_confirmed else users[row])
            | (none if row.finance_confirmed else finance.get(row.sudo().finance_id, none))
            for row in self
        }

    # -- what stands against it ---------------------------------------------------------------

    def _blocker_submit(self):
        wrong = self._wrong_lines()
        return {
            row.id: "\n".join(f"• {text}" for text in (*row._missing(), *wrong.get(row.id, ())))
            for row in self
        }

    def _blocker_confirm_bureau(self):
        return self._blocker_confirm("bureau_confirmed")

    def _blocker_confirm_finance(self):
        return self._blocker_confirm("finance_confirmed")

    def _blocker_confirm(self, name):
        missing = self._blocker_submit()
        for row in self.filtered(name):
            missing[row.id] = self.env._("This bureau has confirmed the list already.")
        return missing

    def _missing(self):
        if self.currency_id.compare_amounts(self.budget_ceiling, 0) <= 0:
            yield self.env._("Fill in the budget ceiling.")
        elif self.is_over:
            yield self.env._(
                "The list adds up to %(total)s yuan and goes over the budget ceiling of "
                "%(ceiling)s yuan by %(over)s yuan (%(basis)s). Take projects off the choice "
                "or raise the ceiling.",
                total=f"{self.total_amount:,.2f}",
                ceiling=f"{self.budget_ceiling:,.2f}",
                over=f"{-self.remaining_amount:,.2f}",
                basis=self._cite("annual_list"),
            )
        if self.kind == "amendment" and not (self.reason or "").strip():
            yield self.env._("Write the reason for the amendment.")

    def _wrong_lines(self):
        """Return {list id: reasons} for choices that the rules do not allow.

        A fixed number of searches for a list, whatever the number of its lines.
        """
        Line = self.env["xinxihua.annual.list.line"].sudo()
        reasons = {}
        for row in self.filtered("id"):
            own = [("list_id", "=", row.id)]
            found = [
                (
                    Line.search([*own, *Line._domain_not_eligible(row)]),
                    self.env._(
                        "Only projects that passed their expert review, that were not refused "
                        "and that stand on no list can be chosen (%(basis)s): %(projects)s"
                    ),
                ),
                (
                    Line.search([*own, *Line._domain_not_listed(row)]),
                    self.env._("These projects do not stand on the amended list: %(projects)s"),
                ),
                (
                    Line.search([*own, *Line._domain_not_reconfirmed(row)]),
                    self.env._(
                        "From the reserve: the unit has not confirmed budget and changed "
                        "facts again yet: %(projects)s"
                    ),
                ),
            ]
            reasons[row.id] = [
                text % {"basis": row._cite("annual_list"), "projects": lines._first_names()}
                for lines, text in found
                if lines
            ]
            if not Line.search_count([*own, ("choice", "!=", "candidate")], limit=1):
                reasons[row.id].append(self.env._("No project is chosen yet."))
        return reasons

    # -- what follows ---------------------------------------------------------------------------

    def _target_of_bureau(self):
        return "published" if self.finance_confirmed else "to_confirm"

    def _target_of_finance(self):
        return "published" if self.bureau_confirmed else "to_confirm"

    def _effect_submit(self, inputs):
        Unit = self.env["xinxihua.unit"]
        for row in self.sudo():
            row.finance_id = Unit._addressee("finance", row.division_id)
        self._effect_return(inputs)

    def _effect_return(self, inputs):
        self.sudo().write({"bureau_confirmed": False, "finance_confirmed": False})

    def _effect_confirm_bureau(self, inputs):
        self.sudo().bureau_confirmed = fields.Datetime.now()
        self._publish()

    def _effect_confirm_finance(self, inputs):
        self.sudo().finance_confirmed = fields.Datetime.now()
        self._publish()

    def _publish(self):
        """Put the chosen projects on the list and the others into the reserve."""
        today = fields.Date.context_today(self)
        for row in self.sudo().filtered(lambda row: row.state == "published"):
            lines = row.line_ids
            chosen = lines.filtered(lambda line: line.choice == "chosen").project_id
            removed = lines.filtered(lambda line: line.choice == "removed").project_id
            base = row.amends_id or row
            row.date_published = today
            base.listed_amount = row.total_amount
            removed.annual_list_id = False
            chosen.annual_list_id = base
            chosen._log_listing(row, self.env._("Put on the list “%s”", row.name))
            chosen.sudo(False)._ask_for_budget(row)
            removed._log_listing(row, self.env._("Taken off the list “%s”", row.name))
            self.env["xinxihua.budget.task"].sudo()._cancel(removed, row)
            Entry = self.env["xinxihua.reserve.entry"].sudo()
            Entry._leave(chosen, "selected", row)
            rest = removed
            if row.kind == "list":
                rest |= self.env["xinxihua.project"].sudo().search(row._rest_domain())
            Entry._enter(rest, row)

    def _rest_domain(self):
        """Return the domain of the reviewed projects that this list leaves over."""
        # who is approved already was selected by the approval
        domain = self._eligible_domain() & Domain("state", "=", "approval")
        if self._parameter("refused_enters_reserve"):
            domain |= self.env["xinxihua.project"]._refused_domain(self.division_id)
        return domain

    # -- the steps --------------------------------------------------------------------------------

    def action_submit(self, opinion=None):
        """Hand the list to both bureaus for their confirmation."""
        return self._run_transition("submit", opinion)

    def action_confirm_bureau(self, opinion=None):
        """Confirm the list for the data bureau."""
        return self._run_transition("confirm_bureau", opinion)

    def action_confirm_finance(self, opinion=None):
        """Confirm the list for the finance bureau."""
        return self._run_transition("confirm_finance", opinion)

    def action_return_bureau(self, opinion=None):
        """Return the list to the officer, with the reason."""
        return self._run_transition("return_bureau", opinion)

    def action_return_finance(self, opinion=None):
        """Return the list to the data bureau, with the reason."""
        return self._run_transition("return_finance", opinion)

    def _decision_rows(self, step):
        return [
            (self.env._("Data Bureau"), self.unit_id.sudo().name),
            (self.env._("Projects Chosen"), self.chosen_count),
            (self.env._("Total"), f"{self.total_amount:,.2f}"),
            (self.env._("Budget Ceiling"), f"{self.budget_ceiling:,.2f}"),
            (self.env._("Remaining"), f"{self.remaining_amount:,.2f}"),
        ]
