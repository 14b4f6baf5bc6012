# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class WorkflowLog(models.Model):
    """What happened to a document: who, for which unit, when, with which opinion.

    Names are kept as text: a person who leaves or a unit that is renamed changes
    nothing in the past. Rows are written by the workflow and never again.
    """

    _name = "xinxihua.workflow.log"
    _inherit = ["xinxihua.document.row.mixin", "xinxihua.append.only.mixin"]
    _description = "Workflow Log"
    _order = "id desc"
    _rec_name = "step_label"
    _allow_sudo_commands = False

    step = fields.Char("Step Code", required=True, readonly=True)
    step_label = fields.Char("Step", required=True, readonly=True)
    state_from = fields.Char("From State", readonly=True)
    state_to = fields.Char("To State", readonly=True)
    state_from_label = fields.Char("From", readonly=True)
    state_to_label = fields.Char("To", readonly=True)
    opinion = fields.Text(readonly=True)
    user_id = fields.Many2one("res.users", readonly=True, index=True, ondelete="restrict")
    user_name = fields.Char("Person", readonly=True)
    user_title = fields.Char("Job Title", readonly=True)
    unit_id = fields.Many2one("xinxihua.unit", readonly=True, index=True, ondelete="restrict")
    unit_name = fields.Char(readonly=True)
    article_number = fields.Integer("Article No.", readonly=True, aggregator=None)
    basis_label = fields.Char("Legal Basis (as then)", readonly=True)
    date = fields.Datetime("When", required=True, readonly=True, index=True)

    _document_index = models.Index("(res_model, res_id, id)")

    def _one_line(self):
        """Return “who (unit), step, day: opinion” for cards."""
        self.ensure_one()
        when = fields.Datetime.context_timestamp(self, self.date)
        who = "·".join(filter(None, [self.unit_name, self.user_name, self.user_title]))
        line = f"{when:%Y-%m-%d} {who} {self.step_label}"
        if not self.opinion:
            return line
        return self.env._("%(step)s: %(opinion)s", step=line, opinion=self.opinion)

    def _prepare_log_vals(self, document, step, label, state_from, **extra):
        """Return the values of a row about ``document`` for the acting user.

        :param document: record with a workflow, after the step
        :param str step: code of the step
        :param str label: name of the step in the user's language
        :param str state_from: state before the step
        :param extra: ``opinion``, ``unit`` (record), ``basis`` (code of the legal basis)
        """
        states = dict(document._fields["state"]._description_selection(self.env))
        unit = extra.pop("unit", None) or self.env["xinxihua.unit"]
        basis = extra.pop("basis", "")
        user = self.env.user
        return {
            "res_model": document._name,
            "res_id": document.id,
            "res_name": document.sudo().display_name,
            "step": step,
            "step_label": label,
            "state_from": state_from,
            "state_to": document.state,
            "state_from_label": states.get(state_from),
            "state_to_label": states.get(document.state),
            "user_id": user.id,
            "user_name": user.name,
            "user_title": user.sudo().xinxihua_title,
            "unit_id": unit.id,
            "unit_name": unit.sudo().name,
            "date": fields.Datetime.now(),
            **document._basis_vals(basis),
            **extra,
        }
