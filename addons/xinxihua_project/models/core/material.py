# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError


class Material(models.Model):
    """One version of a file that belongs to a document.

    The file is an ``ir.attachment`` of this row, which users may read and nobody may
    write: what was submitted stays what it was. A new file is a new version; the one
    before is kept.
    """

    _name = "xinxihua.material"
    _inherit = "xinxihua.document.row.mixin"
    _description = "Material"
    _order = "requirement_id, version desc, id desc"
    _allow_sudo_commands = False

    name = fields.Char("File", required=True, readonly=True)
    requirement_id = fields.Many2one(
        "xinxihua.material.requirement",
        "Required Material",
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    attachment_id = fields.Many2one("ir.attachment", readonly=True, index=True, ondelete="restrict")
    # the attachment is readable for whoever reads this row
    file = fields.Binary(related="attachment_id.datas", string="Content")
    size = fields.Integer("Size (bytes)", readonly=True, aggregator=None)
    sha256 = fields.Char("SHA-256", readonly=True, index=True)
    version = fields.Integer(readonly=True, aggregator=None)
    state = fields.Selection(
        [("current", "Current"), ("replaced", "Replaced")],
        required=True,
        readonly=True,
        default="current",
    )
    uploader_id = fields.Many2one(
        "res.users", "Uploaded by", readonly=True, index=True, ondelete="restrict"
    )
    uploader_name = fields.Char("Uploader", readonly=True)
    date = fields.Datetime("Uploaded on", required=True, readonly=True)

    _document_index = models.Index("(res_model, res_id, state)")

    @api.model
    def _upload(self, document, requirement, filename, content):
        """Keep a file as the current version of a required material.

        :param document: record with a workflow
        :param requirement: ``xinxihua.material.requirement`` of its type
        :param str filename: name of the file
        :param bytes content: the file
        :return: the new row
        :raise UserError: the file is empty, or this user cannot add it now
        """
        document.ensure_one()
        document.check_access("read")
        if reason := document._upload_refusal(requirement):
            raise UserError(reason)
        if not content:
            raise UserError(self.env._("“%s” is empty. Choose the file again.", filename))
        # the requirement's row lock gives each version its own number
        document._lock_documents()
        return self._keep(document, requirement, filename, content)

    @api.model
    def _keep(self, document, requirement, filename, content):
        """Keep a file as the current version of a material; whoever calls has judged.

        :param requirement: requirement it answers; without one it replaces nothing
        :return: the new row, as the caller sees it
        """
        before_sudo = self.sudo().browse()
        if requirement:
            before_sudo = before_sudo.search(
                [
                    ("res_model", "=", document._name),
                    ("res_id", "=", document.id),
                    ("requirement_id", "=", requirement.id),
                ]
            )
        material_sudo = self.sudo().create(
            {
                "res_model": document._name,
                "res_id": document.id,
                "res_name": document.sudo().display_name,
                "requirement_id": requirement.id,
                "name": filename,
                "size": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
                "version": max(before_sudo.mapped("version"), default=0) + 1,
                "uploader_id": self.env.uid,
                "uploader_name": self.env.user.name,
                "date": fields.Datetime.now(),
            }
        )
        material_sudo.attachment_id = (
            self.env["ir.attachment"]
            .sudo()
            .create(
                {
                    "name": filename,
                    "raw": content,
                    "res_model": self._name,
                    "res_id": material_sudo.id,
                }
            )
        )
        before_sudo.filtered(lambda row: row.state == "current").state = "replaced"
        document.invalidate_recordset(["material_ids"])
        return material_sudo.sudo(False)

    def action_download(self):
        """Open the file."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/xinxihua.material/{self.id}/file/{self.name}?download=1",
        }


class WorkflowMaterial(models.AbstractModel):
    """The document's side of required materials."""

    _inherit = "xinxihua.workflow.mixin"

    material_ids = fields.One2many(
        "xinxihua.material",
        "res_id",
        string="Materials",
        domain=lambda self: [("res_model", "=", self._name)],
        readonly=True,
        copy=False,
    )

    def _material_route(self):
        """Return the route that chooses among required materials, if any."""
        return False

    def _requirements(self, step=None):
        """Return {id: required materials that apply}, for a step or for all."""
        domain = [("res_model", "=", self._name)]
        if step:
            domain.append(("step", "=", step))
        requirements_sudo = self.env["xinxihua.material.requirement"].sudo().search(domain)
        if not requirements_sudo:
            return {}
        return {
            document.id: requirements_sudo.filtered(
                lambda row, document=document: row._applies_to(document)
            ).sudo(False)
            for document in self.sudo()
        }

    def _missing_materials(self, step):
        """Return {id: text naming the mandatory materials that a step still lacks}."""
        wanted = self._requirements(step) if self else {}
        if not any(wanted.values()):
            return {}
        present = set(
            self.env["xinxihua.material"]
            .sudo()
            ._read_group(
                [
                    ("res_model", "=", self._name),
                    ("res_id", "in", self.ids),
                    ("state", "=", "current"),
                ],
                ["res_id", "requirement_id"],
            )
        )
        missing = {}
        for document_id, requirements in wanted.items():
            names = [
                row.name
                for row in requirements.sudo()
                if row.mandatory and (document_id, row.sudo(False)) not in present
            ]
            if names:
                missing[document_id] = self.env._(
                    "Materials are missing: %s. Upload them under “Materials”.",
                    "、".join(names),
                )
        return missing

    def _upload_refusal(self, requirement):
        """Return why this user cannot add a material now, or nothing.

        Whoever takes the step that needs the material brings it, while the document
        is in one of the states that the step starts from.
        """
        self.ensure_one()
        transition = self._transitions.get(requirement.sudo().step)
        if requirement.sudo().res_model != self._name or not transition:
            return self.env._("This material does not belong to the document.")
        refusals = self._refusals_of_state(transition)
        if not refusals:
            groups = transition.groups + transition.starters
            unit_sudo = self.sudo()[transition.actor]
            user = self.env.user
            if not any(user.has_group(group) for group in groups) or (
                unit_sudo not in user.sudo().xinxihua_unit_ids
            ):
                return self.env._(
                    "“%(material)s” is brought by %(unit)s.",
                    material=requirement.sudo().name,
                    unit=unit_sudo.name,
                )
            return self._running_chain_refusal()
        return refusals[self.id]

    def action_upload_material(self):
        """Open the dialog that adds a file."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Add Material"),
            "res_model": "xinxihua.material.upload",
            "view_mode": "form",
            "target": "new",
            "context": {"default_res_model": self._name, "default_res_id": self.id},
        }
