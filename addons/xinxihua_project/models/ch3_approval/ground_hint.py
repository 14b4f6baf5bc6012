# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import NamedTuple

from dateutil.relativedelta import relativedelta
from odoo import api, fields, models

LEVELS = ("notice", "warning", "block")
# below, "code of the ground": the method that looks for it in the records
FINDERS = {
    "ground_1": "_find_unshared_data",
    "ground_2": "_find_own_facilities",
    "ground_3": "_find_private_lines",
    "ground_4": "_find_outside_cloud",
    "ground_5": "_find_unconnected",
    "ground_8": "_find_unconsolidated",
    "ground_9": "_find_unaccepted",
    "ground_10": "_find_similar",
}


class Fact(NamedTuple):
    """Something the records say against a system.

    :param system: ``xinxihua.information.system`` record
    :param text: what is wrong with it, a sentence
    :param certain: the records prove it; otherwise somebody has to look
    """

    system: object
    text: str
    certain: bool


class ProjectGroundHint(models.Model):
    """What the records say about each ground: a proposal, never the verdict (art. 15)."""

    _inherit = "xinxihua.project"

    def _refresh_ground_hints(self):
        """Write what was found to the rows of the grounds (superuser only)."""
        chinese = self.with_context(lang="zh_CN")
        found = {code: getattr(chinese, name)() for code, name in FINDERS.items()}
        for row in self.ground_ids:
            level, text = found.get(row.ground_id.code, {}).get(row.project_id.id, (False, False))
            if (row.hint_level, row.hint) != (level, text):
                row.write({"hint_level": level, "hint": text})

    @api.model
    def _worst(self, findings):
        """Return (heaviest level, texts in lines) of [(level, text)], or nothing."""
        if not findings:
            return False, False
        level = max((level for level, _text in findings), key=LEVELS.index)
        return level, "\n".join(text for _level, text in findings)

    @api.model
    def _said_of(self, system, text):
        return self.env._("%(system)s: %(text)s", system=system.name, text=text)

    def _concerned_systems(self):
        """Return {project: (systems it touches, the unit's other systems in use)}."""
        systems_sudo = (
            self.env["xinxihua.information.system"]
            .sudo()
            .search([("unit_id", "in", self.sudo().unit_id.ids), ("state", "=", "active")])
        )
        by_unit = systems_sudo.grouped("unit_id")
        result = {}
        for project_sudo in self.sudo():
            touched = project_sudo.system_effect_ids.filtered(
                lambda row: row.kind == "upgrade"
            ).system_id
            others = by_unit.get(project_sudo.unit_id, systems_sudo.browse())
            result[project_sudo] = touched, others - touched
        return result

    def _find_in_ledger(self, wrong):
        """Return {id: (level, text)}: touched systems are to be cleared up, others told.

        :param wrong: function(system) returning a sentence, or nothing
        """
        result = {}
        for project, (touched, others) in self._concerned_systems().items():
            findings = [
                (level, self._said_of(system, text))
                for level, systems in (("warning", touched), ("notice", others))
                for system in systems
                if (text := wrong(system))
            ]
            result[project.id] = self._worst(findings)
        return result

    # -- one method a ground -----------------------------------------------------------------

    def _find_unshared_data(self):
        def wrong(system):
            if not system.catalogue_compiled:
                return self.env._("No data catalogue item is compiled.")
            if system.catalogue_published < system.catalogue_compiled:
                return self.env._(
                    "%(count)s compiled data catalogue items are not published.",
                    count=system.catalogue_compiled - system.catalogue_published,
                )
            if system.sharing_state != "shared":
                return self.env._("Its data are not fully shared.")
            return None

        return self._find_in_ledger(wrong)

    def _find_in_costs(self, ground_code, category_code):
        """Return {id: (level, text)} for cost lines of a category or with a ground's words."""
        result = {}
        for project in self.sudo():
            grounds = project.ground_ids.ground_id
            words = grounds.filtered(lambda row: row.code == ground_code)._keyword_list()
            lines = project.cost_line_ids.filtered(
                lambda line, words=words: (
                    line.category_id.code == category_code
                    or any(word in (line.name or "") for word in words)
                )
            )
            if lines:
                text = self.env._(
                    "Cost lines: %s.",
                    "、".join(f"{line.name} {line.amount:,.2f}" for line in lines),
                )
                result[project.id] = "warning", text
        return result

    def _find_own_facilities(self):
        return self._find_in_costs("ground_2", "machine_room")

    def _find_private_lines(self):
        return self._find_in_costs("ground_3", "private_line")

    def _find_outside_cloud(self):
        def wrong(system):
            if system.hosting == "cloud":
                return None
            if system.date_migration:
                return self.env._(
                    "It is not on the government cloud; its migration is planned for %s.",
                    system.date_migration,
                )
            return self.env._("It is not on the government cloud, and no migration is planned.")

        return self._find_in_ledger(wrong)

    def _find_unconnected(self):
        def wrong(system):
            if system.brain_state != "connected":
                return self.env._("It is not connected to the city brain.")
            return None

        return self._find_in_ledger(wrong)

    def _find_unconsolidated(self):
        result = {}
        for project, systems in self._concerned_systems().items():
            findings = []
            if (growth := project._net_growth()) > 0:
                text = self.env._(
                    "The department's number of systems would grow by %(growth)g.", growth=growth
                )
                findings.append(("warning", text))
            zombies = (systems[0] | systems[1]).filtered("is_zombie")
            if zombies:
                names = "、".join(zombies.mapped("name"))
                findings.append(("warning", self.env._("Zombie systems in use: %s.", names)))
            result[project.id] = self._worst(findings)
        return result

    # -- ground 9 -----------------------------------------------------------------------------

    def _ground_9_facts(self):
        """Return {id: [Fact]} on acceptance and evaluation of the unit's systems.

        What can be known without acceptance records: an earlier project on the system
        was decided, and its term and the time for the acceptance have passed. Whoever
        keeps acceptances and evaluations adds facts that are certain.
        """
        today = fields.Date.context_today(self)
        concerned = self._concerned_systems()
        systems = self.env["xinxihua.information.system"].union(
            *[touched | others for touched, others in concerned.values()]
        )
        rows_sudo = (
            self.env["xinxihua.project.system"]
            .sudo()
            .search(
                [
                    ("system_id", "in", systems.ids),
                    ("kind", "=", "upgrade"),
                    ("project_id", "not in", self.ids),
                    ("project_id.state", "in", ("approved", "filed")),
                ]
            )
        )
        by_system = rows_sudo.grouped("system_id")
        facts = {}
        for project, (touched, others) in concerned.items():
            months = project._parameter("acceptance_overdue_months")
            facts[project.id] = [
                Fact(system, text, False)
                for system in touched | others
                for row in by_system.get(system, ())
                if (text := row.project_id._acceptance_doubt(months, today))
            ]
        return facts

    def _acceptance_doubt(self, months, today):
        """Return why the acceptance of a decided project may be overdue, or nothing."""
        decided = self._decided_on()
        due = decided and decided + relativedelta(years=self.term_years, months=months)
        if not due or due >= today:
            return None
        return self.env._(
            "“%(project)s” was decided on %(decided)s; its acceptance was due by %(due)s "
            "at the latest. Ask for the acceptance report.",
            project=self.name,
            decided=decided,
            due=due,
        )

    def _weighed_facts(self):
        """Return {id: [(level, sentence)]} of ground 9."""
        facts = self._ground_9_facts()
        concerned = self._concerned_systems() if any(facts.values()) else {}
        weighed = {}
        for project, (touched, _others) in concerned.items():
            wide = project._parameter("unaccepted_system_scope") == "unit"
            weighed[project.id] = [
                (
                    "block" if fact.certain and (wide or fact.system in touched) else "warning",
                    self._said_of(fact.system, fact.text),
                )
                for fact in facts.get(project.id, ())
            ]
        return weighed

    def _find_unaccepted(self):
        return {key: self._worst(findings) for key, findings in self._weighed_facts().items()}

    def _established_grounds(self):
        """Return {id: codes of the grounds that the records establish today}."""
        return {
            key: {"ground_9"}
            for key, findings in self._weighed_facts().items()
            if any(level == "block" for level, _text in findings)
        }
