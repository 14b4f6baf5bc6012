# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from decimal import ROUND_DOWN, Decimal

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command

from .project_collection import COLLECT

CENT = Decimal("0.01")
TEXTS = ("basis", "objective", "content", "boundary", "technical_plan", "resource_need")
COST_FIELDS = ("name", "uom_name", "quantity", "unit_price", "price_basis", "sequence")


def shares_of(amounts):
    """Split 100 % by amounts, to the hundredth and exactly, the largest remainder first.

    :param dict amounts: {key: yuan}, two or more
    :return: {key: per cent as Decimal}, each at least 0.01
    """
    whole = sum(amounts.values())
    exact = {key: amount * 100 / whole for key, amount in amounts.items()}
    shares = {key: max(share.quantize(CENT, ROUND_DOWN), CENT) for key, share in exact.items()}
    order = sorted(exact, key=lambda key: exact[key] - shares[key], reverse=True)
    rest = 100 - sum(shares.values())
    for key in order * 2:
        step = max(-CENT, min(CENT, rest))
        if step > 0 or shares[key] > CENT:
            shares[key] += step
            rest -= step
    # many tiny shares were lifted to 0.01: the largest pays for them
    shares[max(exact, key=exact.get)] += rest
    return shares


class ProjectCollectionContent(models.Model):
    """What the one application takes over from the demands (art. 10)."""

    _inherit = "xinxihua.project"

    def _prepare_collection_vals(self, name):
        """Return the values of the application that several demands become."""
        originals = self.sudo()
        bureau = originals.handling_unit_id
        largest = originals.sorted("budget_amount")[-1:]
        return {
            "name": name.strip(),
            "unit_id": bureau.id,
            "fiscal_year": max(originals.mapped("fiscal_year")),
            "exec_class": largest.exec_class,
            "exec_subtype_id": largest.exec_subtype_id.id,
            "system_category_id": largest.system_category_id.id,
            "support_kind_ids": [Command.set(originals.support_kind_ids.ids)],
            "term_years": max(originals.mapped("term_years")),
            **{name: originals._collected_text(name) for name in TEXTS},
            "budget_amount": sum(originals.mapped("budget_amount")),
            "procurement_amount": sum(originals.mapped("procurement_amount")),
            "funding_ids": originals._collected_funding(),
            "cost_line_ids": originals._collected_costs(),
            "system_effect_ids": originals._collected_systems(),
            **originals._collected_shares(bureau),
        }

    def _collected_text(self, name):
        return "\n".join(
            f"【{project.unit_id.name}】{project[name]}" for project in self if project[name]
        )

    def _collected_shares(self, bureau):
        """Return the values of lead and participants, by the budgets of their demands."""
        by_unit = self.grouped("unit_id")
        shares = shares_of(
            {
                unit: sum(Decimal(f"{row.budget_amount:.2f}") for row in rows)
                for unit, rows in by_unit.items()
            }
        )
        return {
            "lead_share": float(shares.get(bureau, 0)),
            "participant_ids": [
                Command.create(
                    {
                        "unit_id": unit.id,
                        "role": self.env._("Demand: %s", "、".join(rows.mapped("name"))),
                        "share": float(shares[unit]),
                    }
                )
                for unit, rows in by_unit.items()
                if unit != bureau
            ],
        }

    def _collected_funding(self):
        sums = {}
        for row in self.funding_ids:
            sums[row.source, row.year] = sums.get((row.source, row.year), 0.0) + row.amount
        return [
            Command.create({"source": source, "year": year, "amount": amount})
            for (source, year), amount in sums.items()
        ]

    def _collected_costs(self):
        return [
            Command.create(
                {"category_id": line.category_id.id} | {name: line[name] for name in COST_FIELDS}
            )
            for line in self.cost_line_ids
        ]

    def _collected_systems(self):
        """Return each system once, as the first demand names it."""
        found = {}
        for row in self.system_effect_ids:
            key = row.system_id or (row.project_id, row.new_name)
            found.setdefault(
                key,
                {"kind": row.kind, "system_id": row.system_id.id, "new_name": row.new_name},
            )
        return [Command.create(vals) for vals in found.values()]

    def _inbox_links(self):
        links = super()._inbox_links()
        label = self.env._("Collect into One Application")
        for project in self.filtered(lambda project: project.state == "offered"):
            if not project._refusals_of_actor("collect", COLLECT):
                links.setdefault(project.id, []).insert(0, ("action_open_collection", label))
        return links

    # -- the application, once it is submitted ---------------------------------------------

    def _first_handling_unit(self):
        # the county bureau leads it: it does not forward to itself
        if self.is_collection and not (self.state == "returned" and self.handling_unit_id):
            return self._approval_bureau()
        return super()._first_handling_unit()

    def _missing_consent(self):
        yield from super()._missing_consent()
        project_sudo = self.sudo()
        if not project_sudo.is_collection:
            return
        if not project_sudo.merged_ids:
            yield self.env._(
                "The collection was dissolved: collect the demands anew (%(basis)s).",
                basis=self._cite("county_collection"),
            )
        present = project_sudo.participant_ids.unit_id | project_sudo.unit_id
        if absent := project_sudo.merged_ids.unit_id - present:
            yield self.env._(
                "Whose demand was collected takes part and confirms (%(basis)s). Missing "
                "under “Participating Units”: %(units)s",
                units="、".join(absent.mapped("name")),
                basis=self._cite("county_collection"),
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_collection(self):
        for project in self.filtered(lambda project: project.sudo().merged_ids):
            raise UserError(
                self.env._(
                    "%s holds demands of other units. Dissolve the collection first.",
                    project.display_name,
                )
            )
