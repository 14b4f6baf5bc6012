# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import base64
import hashlib

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import ProjectCase


@tagged("post_install", "-at_install")
class TestMaterial(ProjectCase):
    """Required materials: versions, SHA-256, uploader; what was submitted stays."""

    def test_a_file_keeps_its_digest_and_uploader(self):
        project = self.make_project(material=False)
        material = self.upload(project, b"plan A")
        self.assertRecordValues(
            material.sudo(),
            [
                {
                    "version": 1,
                    "state": "current",
                    "sha256": hashlib.sha256(b"plan A").hexdigest(),
                    "size": 6,
                    "uploader_name": self.unit_officer.name,
                }
            ],
        )
        self.assertEqual(base64.b64decode(material.file), b"plan A")

    def test_a_replaced_file_is_kept(self):
        project = self.make_project(material=False)
        first = self.upload(project, b"plan A")
        second = self.upload(project, b"plan B")
        self.assertEqual((second.version, second.state), (2, "current"))
        self.assertEqual((first.version, first.state), (1, "replaced"))
        self.assertEqual(base64.b64decode(first.file), b"plan A")

    def test_an_empty_file_is_refused(self):
        with self.assertRaisesRegex(UserError, "空"):
            self.upload(self.make_project(material=False), b"", "空.pdf")

    def test_after_the_submission_nothing_is_replaced(self):
        project = self.submitted()
        with self.assertRaises(UserError):
            self.upload(project, b"swapped")
        self.assertEqual(len(project.sudo().material_ids), 1)

    def test_nobody_else_brings_a_material(self):
        project = self.make_project(material=False)
        for user in (self.other_officer, self.bureau_officer):
            with self.assertRaises(AccessError):
                self.upload(project.with_user(user))

    def test_rows_and_files_cannot_be_written(self):
        project = self.make_project()
        material = project.material_ids
        for operation in ("write", "create", "unlink"):
            self.assertFalse(material.has_access(operation))
        with self.assertRaises(AccessError):
            material.write({"sha256": "0"})
        attachment = material.sudo().attachment_id.with_user(self.unit_officer)
        with self.assertRaises(AccessError):
            attachment.write({"raw": b"swapped"})
        with self.assertRaises(AccessError):
            attachment.unlink()

    def test_the_dialog_uploads(self):
        project = self.make_project(material=False)
        wizard = (
            self.env["xinxihua.material.upload"]
            .with_user(self.unit_officer)
            .create(
                {
                    "res_model": project._name,
                    "res_id": project.id,
                    "requirement_id": self.plan_material.id,
                    "file": base64.b64encode(b"plan"),
                    "filename": "方案.pdf",
                }
            )
        )
        self.assertIn(self.plan_material, wizard.candidate_ids)
        wizard.action_upload()
        self.assertEqual(project.material_ids.name, "方案.pdf")
