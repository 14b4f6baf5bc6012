# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import base64
import binascii

from odoo import fields, models
from odoo.exceptions import UserError

RECORDERS = ("xinxihua_project.group_unit_officer",)


class WorkflowExternal(models.AbstractModel):
    """Steps of units that work elsewhere, recorded by the applicant (代录).

    Where the acting unit is marked as working elsewhere, the officers of the document's
    own unit, and nobody else, take its steps: with number, day and scan of the paper.
    Everything else that the judge asks of a step is asked all the same.
    """

    _inherit = "xinxihua.workflow.mixin"
    # field with the unit whose officers record for units that work elsewhere
    _recorder_field = "unit_id"

    external_ids = fields.One2many(
        "xinxihua.external.decision",
        "res_id",
        string="Decisions Recorded on Behalf",
        domain=lambda self: [("res_model", "=", self._name)],
        readonly=True,
        copy=False,
    )

    # -- who -------------------------------------------------------------------------------

    def _works_elsewhere(self, unit_sudo):
        """Tell whether a unit acts on this document from outside this system."""
        return unit_sudo.is_external and unit_sudo != self.sudo()[self._recorder_field]

    def _elsewhere(self, actor):
        """Return the documents whose acting unit works elsewhere."""
        return self.filtered(lambda document: document._works_elsewhere(document.sudo()[actor]))

    def _recorder_refusal(self, step=""):
        """Return why this user cannot record for the acting unit, or nothing."""
        user = self.env.user
        own_sudo = self.sudo()[self._recorder_field]
        if not any(user.has_group(group) for group in RECORDERS):
            return self.env._(
                "The acting unit works elsewhere: its decision is recorded by the role %s "
                "of the applicant unit.",
                self._role_names(RECORDERS),
            )
        if own_sudo not in user.sudo().xinxihua_unit_ids:
            return self.env._(
                "The acting unit works elsewhere: its decision is recorded by %s. You do not "
                "act for this unit.",
                own_sudo.name or "-",
            )
        return self._running_chain_refusal()

    def _refusals_of_actor(self, name, transition):
        elsewhere = self._elsewhere(transition.actor)
        refusals = super(WorkflowExternal, self - elsewhere)._refusals_of_actor(name, transition)
        for document in elsewhere:
            if reason := document._recorder_refusal():
                refusals[document.id] = reason
        return refusals

    def _chain_definitions(self, name):
        """Signatures of a unit that works elsewhere are given there."""
        transition = self._transitions.get(name)
        inside = self - self._elsewhere(transition.actor) if transition else self
        return super(WorkflowExternal, inside)._chain_definitions(name)

    def _desk_users(self, desk):
        elsewhere = self._elsewhere(desk.actor)
        users = super(WorkflowExternal, self - elsewhere)._desk_users(desk)
        units = elsewhere.sudo()[self._recorder_field]
        by_unit = units._users_with_role(RECORDERS)
        for document in elsewhere:
            users[document] = by_unit[document.sudo()[self._recorder_field]]
        return users

    def _upload_refusal(self, requirement):
        transition = self._transitions.get(requirement.sudo().step)
        if (
            transition
            and requirement.sudo().res_model == self._name
            and self._elsewhere(transition.actor)
            and not self._refusals_of_state(transition)
        ):
            return self._recorder_refusal()
        return super()._upload_refusal(requirement)

    def _exception_refusal(self):
        if self._exception_groups and self._elsewhere(self._exception_actor):
            return self._recorder_refusal()
        return super()._exception_refusal()

    # -- the paper ---------------------------------------------------------------------------

    def _last_external(self, step):
        """Return the last paper recorded for a step (with all rights)."""
        self.ensure_one()
        return (
            self.env["xinxihua.external.decision"]
            .sudo()
            .search(
                [("res_model", "=", self._name), ("res_id", "=", self.id), ("step", "=", step)],
                limit=1,
            )
        )

    def _pending_external(self, step):
        """Return the paper recorded for a step that was not taken with it yet."""
        decision_sudo = self._last_external(step)
        used = self.env["xinxihua.workflow.log"].sudo()
        if decision_sudo and used.search_count([("external_id", "=", decision_sudo.id)], limit=1):
            return decision_sudo.browse()
        return decision_sudo

    def _external_not_before(self):
        """Return the day of submission, before which nobody can have decided."""
        for name in ("date_last_submitted", "date_submitted"):
            if name in self._fields and self[name]:
                return fields.Date.to_date(self[name])
        return None

    def _raise_refused(self, name, opinion=None, inputs=None):
        result = super()._raise_refused(name, opinion, inputs)
        for document in self._elsewhere(self._transitions[name].actor):
            if not document._pending_external(name):
                raise UserError(
                    self.env._(
                        "%(document)s\n%(unit)s works elsewhere. Record number, date and scan "
                        "of its document first.",
                        document=document.sudo().display_name,
                        unit=document.sudo()[self._transitions[name].actor].name,
                    )
                )
        return result

    def action_record_external(
        self,
        step,
        external_number=None,
        external_date=None,
        external_file=None,
        external_filename=None,
    ):
        """Record the paper on which a unit that works elsewhere decided a step.

        :param str step: step that will be taken with it
        :param str external_number: number of the document
        :param external_date: its day
        :param str external_file: the scan, base64
        :param str external_filename: name of the scan
        :return: id of the row
        :raise UserError: the acting unit works here, the user is of another unit, or
            number, day or scan is missing or wrong
        """
        self.ensure_one()
        self.check_access("read")
        self._lock_documents()
        if reason := self._external_refusal(step):
            raise UserError(reason)
        date = fields.Date.to_date(external_date or None)
        number = (external_number or "").strip()
        content = self._external_content(external_file)
        if wrong := "\n".join(self._wrong_external(number, date, content)):
            raise UserError(wrong)
        transition = self._transitions[step]
        name = external_filename or f"{number}.pdf"
        material = self.env["xinxihua.material"]._keep(
            self, self.env["xinxihua.material.requirement"], name, content
        )
        decision_sudo = (
            self.env["xinxihua.external.decision"]
            .sudo()
            .create(
                {
                    "res_model": self._name,
                    "res_id": self.id,
                    "res_name": self.sudo().display_name,
                    "step": step,
                    "step_label": str(transition.label),
                    "unit_id": self.sudo()[transition.actor].id,
                    "recorder_unit_id": self.sudo()[self._recorder_field].id,
                    "number": number,
                    "decision_date": date,
                    "material_id": material.id,
                    "user_id": self.env.uid,
                    "user_name": self.env.user.name,
                    "date": fields.Datetime.now(),
                }
            )
        )
        self.invalidate_recordset(["external_ids"])
        return decision_sudo.id

    def _external_refusal(self, step):
        transition = self._transitions.get(step)
        if not transition:
            return self.env._("There is no such step.")
        if not self._elsewhere(transition.actor):
            return self.env._(
                "%s works in this system: its own people take this step.",
                self.sudo()[transition.actor].name or "-",
            )
        refusals = self._refusals_of_state(transition)
        return refusals.get(self.id) or self._recorder_refusal()

    def _external_content(self, external_file):
        try:
            return base64.b64decode(external_file or b"", validate=True)
        except (binascii.Error, ValueError) as error:
            raise UserError(
                self.env._("The scan cannot be read. Choose the file again.")
            ) from error

    def _wrong_external(self, number, date, content):
        if not number or not date or not content:
            yield self.env._("Give number, date and scan of the document.")
        if date and date > fields.Date.context_today(self):
            yield self.env._("The document is dated %s: that lies in the future.", date)
        earliest = self._external_not_before()
        if date and earliest and date < earliest:
            yield self.env._(
                "The document is dated %(date)s, before the submission on %(submitted)s.",
                date=date,
                submitted=earliest,
            )
