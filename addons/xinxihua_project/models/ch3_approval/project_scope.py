# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class ProjectScope(models.Model):
    """Whether the regulation applies: written from the answers (art. 2, 35, 36)."""

    _inherit = "xinxihua.project"

    applicability_ids = fields.One2many(
        "xinxihua.applicability", "project_id", string="Answers on Applicability", copy=False
    )
    public_data = fields.Selection(readonly=True)
    applicability = fields.Selection(readonly=True)
    exclusion_id = fields.Many2one(readonly=True)
    applicability_reason = fields.Text(readonly=True)

    def action_answer_scope(self):
        """Open the questions for this draft."""
        self.ensure_one()
        return self.env["xinxihua.applicability.check"]._open(
            {"project_id": self.id, "name": self.name, "unit_id": self.unit_id.id}
        )

    def action_open_applicability(self):
        """Open the answers of this project."""
        self.ensure_one()
        return self.applicability_ids._get_records_action(name=self.env._("Applicability"))

    # -- secrecy (art. 35) -----------------------------------------------------------------

    def _secret_refusal(self):
        """Return why a draft cannot simply be removed, or nothing."""
        self.ensure_one()
        if self.state != "draft" or self.date_submitted or self.sudo().signoff_chain_id:
            return self.env._(
                "The project has left your desk already. Stop working on it here and report "
                "it to the secrecy office of your unit at once (%(basis)s).",
                basis=self._cite("secrecy"),
            )
        return None

    def _remove_secret(self):
        """Remove a draft and every trace of its content.

        Evidence is never deleted otherwise; the rules on secrecy go before.
        """
        self.ensure_one()
        self.check_access("unlink")
        if reason := self._secret_refusal():
            raise UserError(reason)
        answers_sudo = self.sudo().applicability_ids
        for documents_sudo in (self.sudo(), answers_sudo):
            materials_sudo = documents_sudo.material_ids
            attachments_sudo = materials_sudo.attachment_id
            materials_sudo.unlink()
            attachments_sudo.exists().unlink()
            for rows in ("xinxihua.workflow.log", "xinxihua.exception"):
                self._delete_rows(rows, documents_sudo)
        answers_sudo.unlink()
        self.unlink()

    def _delete_rows(self, model, documents):
        """Delete rows of evidence in SQL, for the ORM refuses it to everybody."""
        self.env[model].flush_model()
        self.env.cr.execute(
            SQL(
                "DELETE FROM %s WHERE res_model = %s AND res_id = ANY(%s)",
                SQL.identifier(self.env[model]._table),
                documents._name,
                documents.ids,
            )
        )
        self.env.invalidate_all()

    # -- import ------------------------------------------------------------------------------

    def _keep_imported_answers(self):
        """Keep what a workbook stated as answers; open questions stay open."""
        stated = self.sudo().filtered(
            lambda project: project.public_data == "yes" and project.applicability == "in_scope"
        )
        self.env["xinxihua.applicability"].sudo().create(
            [
                {
                    "project_id": project.id,
                    "system_category_id": project.system_category_id.id,
                    "public_data": "yes",
                }
                for project in stated
            ]
        )
