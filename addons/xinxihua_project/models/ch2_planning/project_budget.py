# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

GROUND = "budget_ground"


class ProjectBudget(models.Model):
    """Money goes to listed projects only (art. 6), in principle."""

    _inherit = "xinxihua.project"

    budget_task_ids = fields.One2many(
        "xinxihua.budget.task", "project_id", string="Budget Tasks", readonly=True
    )
    budget_note = fields.Text("Judgement on the Budget", compute="_compute_budget_note")

    @api.depends("annual_list_id", "state", "exception_ids")
    def _compute_budget_note(self):
        refusals = self.filtered(lambda project: project.state == "approved")._budget_refusals()
        for project in self:
            project.budget_note = refusals.get(project._origin.id)

    # -- the judge ---------------------------------------------------------------------------

    def _budget_line_refusal(self, date=None, source=None):
        """Return why no budget line may be made for one project, or nothing.

        :param date date: day of the line; left out, today
        :param str source: fund source of the line; left out, any
        """
        self.ensure_one()
        return self._budget_refusals(date, source).get(self.id)

    def _budget_refusals(self, date=None, source=None):
        """Return {id: why} for projects that no list and no exception opens to money.

        :param date date: day of the budget line; left out, today
        :param str source: fund source of the line; left out, any
        """
        closed = self.filtered(lambda project: project._needs_list(source))
        if not closed:
            return {}
        since = closed._listed_since()
        granted = self._granted_grounds(closed)
        refusals = {}
        for project in closed:
            listed = since.get(project.id)
            if any(ground.kind == GROUND for ground in granted.get(project.id, ())):
                continue
            if not listed:
                refusals[project.id] = self.env._(
                    "“%(project)s” stands on no published annual list: in principle no money "
                    "is arranged for it (%(basis)s). Put it on the list by an amendment that "
                    "both bureaus confirm, or let the data bureau's approver record an "
                    "exception.",
                    project=project.sudo().name,
                    basis=project._cite("budget_listed"),
                )
            elif date and date < listed:
                refusals[project.id] = self.env._(
                    "“%(project)s” is on the annual list since %(listed)s, the budget line is "
                    "dated %(date)s (%(basis)s). Date it on that day or later.",
                    project=project.sudo().name,
                    listed=listed,
                    date=date,
                    basis=project._cite("budget_listed"),
                )
        return refusals

    def _needs_list(self, source=None):
        """Tell whether money of a source goes to one project by the annual list only."""
        self.ensure_one()
        project_sudo = self.sudo()
        if project_sudo.route not in self._parameter_codes("budget_list_routes"):
            return False
        if source in self._parameter_codes("budget_list_free_sources"):
            return False
        return project_sudo.accepted_kind != "supplementary" or self._parameter(
            "supplementary_needs_list"
        )

    def _parameter_codes(self, code):
        """Return the codes that a text parameter names, separated by commas."""
        text = self._parameter(code).replace("\uff0c", ",")
        return {part.strip() for part in text.split(",")}

    def _listed_since(self):
        """Return {id: day on which the list that names the project was published}."""
        listed = self.sudo().filtered("annual_list_id")
        found = {project.id: project.annual_list_id.date_published for project in listed}
        for project, day in (
            self.env["xinxihua.annual.list.line"]
            .sudo()
            ._read_group(
                [
                    ("project_id", "in", listed.ids),
                    ("choice", "=", "chosen"),
                    ("list_id.state", "=", "published"),
                ],
                ["project_id"],
                ["date_published:max"],
            )
        ):
            found[project.id] = day or found[project.id]
        return found

    # -- what follows ------------------------------------------------------------------------

    def _effect_approve(self, inputs):
        result = super()._effect_approve(inputs)
        exempt = self.filtered(
            lambda project: (
                project.sudo().accepted_kind == "supplementary" and not project._needs_list()
            )
        )
        self.env["xinxihua.budget.task"].sudo()._open(exempt.sudo())
        return result

    # -- the screen ----------------------------------------------------------------------------

    @api.depends("annual_list_id", "exception_ids")
    @api.depends_context("uid")
    def _compute_can_grant_exception(self):
        result = super()._compute_can_grant_exception()
        refused = self.filtered(lambda project: project.state == "approved")._budget_refusals()
        for project in self.filtered(lambda project: project.id in refused):
            if not project._exception_refusal():
                project.can_grant_exception = True
        return result


class CatalogueItem(models.Model):
    _inherit = "xinxihua.catalogue.item"

    kind = fields.Selection(
        selection_add=[(GROUND, "Ground for Money without the List")],
        ondelete={GROUND: "cascade"},
    )


class AnnualListLine(models.Model):
    _inherit = "xinxihua.annual.list.line"

    date_published = fields.Date(related="list_id.date_published", store=True)
