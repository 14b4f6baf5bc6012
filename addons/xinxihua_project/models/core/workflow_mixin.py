# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import LockError, UserError


class WorkflowMixin(models.AbstractModel):
    """A document with a procedure, declared as a table.

    A concrete model sets ``_transitions`` ({name: Transition}) and ``_desks``
    ({state: Desk}), has a ``state`` Selection (readonly) and one-line methods
    ``action_x(opinion=None)`` that call ``_run_transition``.

    One judge (``_refusals``) says why a step is refused; buttons ask it for their
    visibility and the server asks it, under a row lock, before anything is written.
    """

    _name = "xinxihua.workflow.mixin"
    _inherit = ["xinxihua.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _description = "Document with a Procedure"
    # a comment in the chatter changes nothing in the document
    _mail_post_access = "read"
    _transitions = {}
    _desks = {}

    state_since = fields.Datetime("In this State since", readonly=True, copy=False)
    available_steps = fields.Json("Steps", compute="_compute_available_steps")
    step_hints = fields.Text("What is missing", compute="_compute_available_steps")
    workflow_log_ids = fields.One2many(
        "xinxihua.workflow.log",
        "res_id",
        string="History",
        domain=lambda self: [("res_model", "=", self._name)],
        readonly=True,
        copy=False,
    )
    handled_by = fields.Text("Handled so far", compute="_compute_handled_by")

    # -- what a model may refine -------------------------------------------------

    def _workflow_division(self):
        """Return the division whose rules the document falls under."""
        self.ensure_one()
        return self.unit_id.division_id

    def _workflow_amount(self):
        """Return the amount (yuan) that sign-off chains are chosen by."""
        return 0.0

    def _rule_date(self):
        """Return the day whose rules apply: today until a document is submitted."""
        return fields.Date.context_today(self)

    def _parameter(self, code):
        """Return a rule parameter as this document falls under it."""
        self.ensure_one()
        return self.env["xinxihua.parameter"]._get(
            code, self._rule_date(), self.sudo()._workflow_division()
        )

    # -- computed ------------------------------------------------------------------

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_available_steps(self):
        """Offer the steps that the judge allows; say what is missing for the rest."""
        self.available_steps = False
        self.step_hints = False
        stored = self.filtered("id")
        steps = {document.id: [] for document in stored}
        hints = {document.id: [] for document in stored}
        for name, transition in self._transitions.items():
            refusals, missing = stored._judge(name)
            for document in stored:
                if document.id in refusals:
                    continue
                if reason := missing.get(document.id):
                    hints[document.id].append(
                        self.env._(
                            "Not ready for “%(step)s”:\n%(reason)s",
                            step=str(transition.label),
                            reason=reason,
                        )
                    )
                else:
                    steps[document.id].append(name)
        for document in stored:
            document.available_steps = steps[document.id]
            document.step_hints = "\n".join(hints[document.id]) or False

    @api.depends("workflow_log_ids")
    def _compute_handled_by(self):
        # a slice of rows forgets its neighbours: read those of all documents first
        self.workflow_log_ids.fetch()
        for document in self:
            document.handled_by = (
                "\n".join(log._one_line() for log in document.workflow_log_ids[:8]) or False
            )

    # -- the judge -----------------------------------------------------------------

    def _judge(self, name):
        """Return what stands against a step, for each record.

        :param str name: key of ``_transitions``
        :return: ({id: reason that this user cannot take the step now},
            {id: reason that the document is not ready for it})
        """
        transition = self._transitions[name]
        refusals = self._refusals_of_state(transition)
        refusals |= (self - self.browse(refusals))._refusals_of_actor(name, transition)
        ready = self - self.browse(refusals)
        missing = {}
        if transition.blocker and ready:
            missing |= {
                key: reason
                for key, reason in getattr(ready, transition.blocker)().items()
                if reason
            }
        for key, reason in ready._missing_materials(name).items():
            missing[key] = "\n".join(filter(None, [missing.get(key), reason]))
        return refusals, missing

    def _refusals_of_state(self, transition):
        states = dict(self._fields["state"]._description_selection(self.env))
        return {
            document.id: self.env._(
                "“%(step)s” is not possible in the state “%(state)s”.",
                step=str(transition.label),
                state=states.get(document.state, "-"),
            )
            for document in self
            if document.state not in transition.sources
        }

    def _refusals_of_actor(self, name, transition):
        """Refuse users without the role, or of another unit than the acting one."""
        user = self.env.user
        decides = any(user.has_group(group) for group in transition.groups)
        starts = any(user.has_group(group) for group in transition.starters)
        chained = self._chain_definitions(name)
        roles = self._role_names(transition.groups) if self else ""
        refusals = {}
        for document in self:
            unit_sudo = document.sudo()[transition.actor]
            if not (decides or (starts and chained.get(document.id))):
                refusals[document.id] = self.env._(
                    "“%(step)s” is for the role %(roles)s. You do not hold it.",
                    step=str(transition.label),
                    roles=roles,
                )
            elif unit_sudo not in user.sudo().xinxihua_unit_ids:
                refusals[document.id] = self.env._(
                    "“%(step)s” is for %(unit)s. You do not act for this unit.",
                    step=str(transition.label),
                    unit=unit_sudo.name or "-",
                )
            elif reason := document._running_chain_refusal():
                refusals[document.id] = reason
        return refusals

    @api.model
    def _role_names(self, groups):
        return "、".join(f"“{self.env.ref(group).sudo().name}”" for group in groups)

    # -- the step ------------------------------------------------------------------

    def _run_transition(self, name, opinion=None, inputs=None):
        """Take a step on all records, or on none.

        :param str name: key of ``_transitions``
        :param str opinion: opinion, kept in the log
        :param dict inputs: values for the fields that the step's ``inputs`` name
        :raise UserError: with the reasons for every record that is refused
        """
        self.check_access("read")
        self._lock_documents()
        inputs = inputs or {}
        self._before_judging(name)
        self._raise_refused(name, opinion, inputs)
        chained = self._start_chains(name, opinion, inputs)
        (self - chained)._take_step(name, opinion, inputs)
        return True

    def _before_judging(self, name):
        """Refresh what the judge reads and what a change of day may have aged."""

    def _follow(self, state, step, label, unit, opinion=None):
        """Move along with another document that was decided (a filing).

        :param str state: new state
        :param str step: code for the log
        :param str label: name of the step for the log
        :param unit: unit that decided
        """
        before = {document.id: document.state for document in self}
        self.sudo().write({"state": state, "state_since": fields.Datetime.now()})
        units = dict.fromkeys(self.ids, unit)
        self._log_steps(step, label, before, units, opinion=opinion)
        self._move_to_desk()

    def _lock_documents(self):
        """Lock the rows: of two people who act at once, the second is told."""
        try:
            self.sudo().lock_for_update(allow_referencing=True)
        except LockError as error:
            raise UserError(
                self.env._(
                    "Somebody else is handling this document at this moment. "
                    "Open it again to see what was decided."
                )
            ) from error
        self.invalidate_recordset(["state"])

    def _raise_refused(self, name, opinion=None, inputs=None):
        transition = self._transitions[name]
        refusals, missing = self._judge(name)
        reasons = missing | refusals
        if transition.opinion_required and not (opinion or "").strip():
            for document in self:
                reasons.setdefault(
                    document.id,
                    self.env._("“%s” needs an opinion: write the reason.", str(transition.label)),
                )
        if transition.validate and not reasons:
            wrong = getattr(self, transition.validate)(inputs or {})
            reasons |= {key: reason for key, reason in wrong.items() if reason}
        if reasons:
            raise UserError(
                "\n\n".join(
                    f"{document.sudo().display_name}\n{reasons[document.id]}"
                    for document in self
                    if document.id in reasons
                )
            )

    def _take_step(self, name, opinion, inputs):
        """Write the state, the log, the effect and the next person's activity."""
        if not self:
            return
        transition = self._transitions[name]
        before = {document.id: document.state for document in self}
        units = {document.id: document.sudo()[transition.actor] for document in self}
        values = {key: inputs[key] for key in transition.inputs if key in inputs}
        values["state_since"] = fields.Datetime.now()
        for target, documents in self.grouped(
            lambda document: document._transition_target(transition)
        ).items():
            documents.sudo().write({**values, "state": target})
        self._log_steps(
            name,
            str(transition.label),
            before,
            units,
            opinion=opinion,
            basis=transition.basis,
        )
        if transition.effect:
            getattr(self, transition.effect)(inputs)
        self._move_to_desk()

    def _transition_target(self, transition):
        if transition.target.startswith("_"):
            return getattr(self.sudo(), transition.target)()
        return transition.target

    def _log_steps(self, step, label, before, units, **extra):
        """Write one log row a record; the only place that writes the log."""
        log = self.env["xinxihua.workflow.log"]
        log.sudo().create(
            [
                log._prepare_log_vals(
                    document,
                    step,
                    label,
                    before[document.id],
                    unit=units[document.id],
                    **extra,
                )
                for document in self
            ]
        )
        self.invalidate_recordset(["workflow_log_ids", "handled_by"])
