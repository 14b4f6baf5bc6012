# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from lxml import etree
from odoo import api, fields, models, tools

from .gap import Gap

BULLET = "• "


class ProjectGaps(models.Model):
    """What an application lacks as links to its fields, and why a form is locked.

    The words are those of the judge who refuses the submission; here they only get
    the place where each of them is put right.
    """

    _inherit = "xinxihua.project"

    missing_items = fields.Json("Still Missing", compute="_compute_missing_items")
    locked_reason = fields.Char("Why it is Locked", compute="_compute_locked_reason")

    @api.depends("state", "is_signing")
    @api.depends_context("uid")
    def _compute_missing_items(self):
        self.missing_items = False
        pages = self._pages_of_fields()
        _refusals, missing = self.filtered("id")._judge("submit")
        for project in self.filtered(lambda project: missing.get(project.id)):
            links = project._gap_links()
            project.missing_items = [
                {"text": text, "field": links.get(text), "page": pages.get(links.get(text))}
                for text in self._reasons_of(missing[project.id], links)
            ]

    @api.depends("state", "is_signing")
    @api.depends_context("uid")
    def _compute_locked_reason(self):
        states = dict(self._fields["state"]._description_selection(self.env))
        for project in self:
            if not project.is_locked:
                project.locked_reason = False
            elif project.is_signing:
                project.locked_reason = self.env._(
                    "Locked: the application is being signed. It opens when the signatures "
                    "are complete, or when it is returned."
                )
            elif project.state not in ("draft", "returned"):
                project.locked_reason = self.env._(
                    "Locked in the state “%(state)s”: the form opens again when it is "
                    "returned for correction.",
                    state=states[project.state],
                )
            else:
                project.locked_reason = self.env._(
                    "Locked for you: only the officers of %(unit)s write this form.",
                    unit=project.sudo().unit_id.name,
                )

    @api.model
    def _reasons_of(self, text, links):
        """Return the single reasons of a refusal, in order; one may have several lines."""
        reasons = []
        for line in text.split("\n"):
            if line.startswith(BULLET) or line in links or not reasons:
                reasons.append(line.removeprefix(BULLET))
            else:
                reasons[-1] += f"\n{line}"
        return reasons

    def _gap_links(self):
        """Return {reason in words: field where it is put right}."""
        self.ensure_one()
        links = {}
        for reasons, default in (
            (self._missing_fields(), "name"),
            (self._missing_money(), "budget_amount"),
            (self._missing_scope(), "public_data"),
            (self._missing_argument(), "argument_date"),
            (self._missing_materials("submit").values(), "material_ids"),
        ):
            for reason in reasons:
                links[str(reason)] = reason.field if isinstance(reason, Gap) else default
        return links

    @api.model
    @tools.ormcache(cache="templates")
    def _pages_of_fields(self):
        """Return {field: name of the notebook page that shows it}."""
        view_sudo = self.env.ref("xinxihua_project.project_view_form").sudo()
        arch = etree.fromstring(view_sudo.get_combined_arch())
        pages = {}
        for page in arch.iter("page"):
            for node in page.iter("field"):
                # a field inside the list of another belongs to that other model
                if not any(parent.tag == "field" for parent in node.iterancestors()):
                    pages.setdefault(node.get("name"), page.get("name"))
        return pages
