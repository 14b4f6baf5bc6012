# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models
from odoo.fields import Command
from odoo.tools import LazyTranslate

from ..core.workflow_transition import Transition

_lt = LazyTranslate(__name__)

UNIT = ("xinxihua_project.group_unit_officer",)
BUREAU = ("xinxihua_project.group_bureau_officer",)
CLEAR_ZOMBIE = _lt("Zombie system: stop it, merge it, or tell the bureau why it stays")


class InformationSystemWorkflow(models.Model):
    """What ends a system and what marks it: steps with a reason, kept in the log."""

    _inherit = "xinxihua.information.system"

    _transitions = {
        "stop": Transition(
            _lt("Stop Using"),
            ("active",),
            "stopped",
            UNIT,
            validate="_validate_stop",
            inputs=("date_stopped",),
            opinion_required=True,
            basis="fewer_systems",
        ),
        "merge": Transition(
            _lt("Merge"),
            ("active",),
            "merged",
            UNIT,
            validate="_validate_merge",
            inputs=("date_stopped", "merged_into_id"),
            opinion_required=True,
            basis="fewer_systems",
        ),
        "reopen": Transition(
            _lt("Take Back into Use"),
            ("stopped", "merged"),
            "active",
            BUREAU,
            actor="bureau_id",
            effect="_effect_reopen",
            opinion_required=True,
            basis="fewer_systems",
        ),
        "mark_zombie": Transition(
            _lt("Zombie Mark"),
            ("active",),
            "active",
            BUREAU,
            actor="bureau_id",
            validate="_validate_mark_zombie",
            inputs=("zombie_ids", "zombie_date"),
            opinion_required=True,
            basis="zombie_systems",
        ),
    }
    _desks = {}

    def action_stop(self, opinion=None, date_stopped=None):
        """Stop using a system.

        :param str opinion: the reason
        :param date date_stopped: first day out of use; left out, today
        """
        day = fields.Date.to_date(date_stopped) or fields.Date.context_today(self)
        return self._run_transition("stop", opinion, {"date_stopped": day})

    def action_merge(self, opinion=None, merged_into_id=None, date_stopped=None):
        """Merge a system into another one that stays in use.

        :param str opinion: the reason
        :param int merged_into_id: id of the system that takes over
        :param date date_stopped: first day out of use; left out, today
        """
        inputs = {
            "date_stopped": fields.Date.to_date(date_stopped) or fields.Date.context_today(self),
            "merged_into_id": merged_into_id,
        }
        return self._run_transition("merge", opinion, inputs)

    def action_reopen(self, opinion=None):
        """Bureau: take a system back into use that was ended by mistake."""
        return self._run_transition("reopen", opinion)

    def action_mark_zombie(self, opinion=None, zombie_ids=()):
        """Bureau: mark zombie systems, or take the mark away.

        :param str opinion: what was found
        :param zombie_ids: ids of the criteria that are met; none takes the mark away
        """
        inputs = {
            "zombie_ids": [Command.set(list(zombie_ids))],
            "zombie_date": fields.Date.context_today(self) if zombie_ids else False,
        }
        return self._run_transition("mark_zombie", opinion, inputs)

    # -- what is typed in --------------------------------------------------------------

    def _validate_stop(self, inputs):
        day = inputs["date_stopped"]
        if day > fields.Date.context_today(self):
            reason = self.env._("The day cannot lie in the future: take the step when it comes.")
            return dict.fromkeys(self.ids, reason)
        return {
            system.id: self.env._("It came into use on %s only.", system.date_online)
            for system in self
            if day < system.date_online
        }

    def _validate_merge(self, inputs):
        wrong = self._validate_stop(inputs)
        target = self.browse(inputs["merged_into_id"] or 0).exists()
        if not target or not target._filtered_access("read") or target.state != "active":
            reason = self.env._("Choose the system in use that takes over.")
            return dict.fromkeys(self.ids, reason) | wrong
        for system in self & target:
            wrong[system.id] = self.env._("A system cannot be merged into itself.")
        return wrong

    def _validate_mark_zombie(self, inputs):
        chosen = set(inputs["zombie_ids"][0][2])
        today = fields.Date.context_today(self)
        Item = self.env["xinxihua.catalogue.item"]
        wrong = {}
        for system in self:
            known = Item._in_force("zombie_criterion", today, system.sudo().division_id)
            if not chosen <= set(known.ids):
                wrong[system.id] = self.env._("Choose from the criteria that are in force.")
            elif not chosen and not system.is_zombie:
                wrong[system.id] = self.env._(
                    "Choose the criteria that it meets (%(basis)s).",
                    basis=system._cite("zombie_systems"),
                )
        return wrong

    # -- effects -----------------------------------------------------------------------

    def _effect_reopen(self, inputs):
        self.sudo().write({"date_stopped": False, "merged_into_id": False})

    def _desk_due(self):
        if self.is_zombie and self.state == "active":
            return self._desk_deadline("zombie_clearance_days")
        return super()._desk_due()

    def _move_to_desk(self):
        """A marked system lies on the desk of its unit until it is ended or cleared."""
        result = super()._move_to_desk()
        marked = self.filtered(lambda system: system.is_zombie and system.state == "active")
        if marked:
            units_sudo = marked.sudo().unit_id
            by_unit = units_sudo._users_with_role(UNIT)
            none = self.env["res.users"]
            users = {system: by_unit.get(system.sudo().unit_id, none) for system in marked}
            marked._put_on_desk(str(CLEAR_ZOMBIE), users, "zombie_clearance_days")
        return result

    # -- the decision screen -------------------------------------------------------------

    def _decision_rows(self, step):
        system_sudo = self.sudo()
        label = self._fields["monthly_use"]._description_string(self.env)
        functions = self._fields["function"]._description_string(self.env)
        return [
            (self._fields["unit_id"]._description_string(self.env), system_sudo.unit_id.name),
            (functions, self.function or "-"),
            (label, self.monthly_use),
        ]
