# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models
from stdnum import exceptions as stdnum_exceptions
from stdnum.cn import uscc as stdnum_uscc

NEEDED = (
    "number",
    "award_id",
    "supplier_name",
    "supplier_uscc",
    "supplier_account",
    "supplier_bank",
    "amount",
    "date_signed",
    "date_start",
    "date_end",
    "instalment_ids",
)


class ContractFiling(models.Model):
    """What stands against the filing of a contract, and what its submission does."""

    _inherit = "xinxihua.contract"

    def _wrong_paper(self):
        # the day of the signature counts, not the day of the filing
        yield self.project_id._building_refusal(self.date_signed or None)
        yield from self._empty_fields(NEEDED, "contract_filing")
        yield from self._wrong_supplier()
        yield from self._wrong_amounts()
        yield from self._above_approval(self.amount, "amount")
        yield from self._wrong_dates()
        incomplete = self.ownership_ids.filtered(lambda row: not row._is_complete())
        if incomplete:
            yield self.env._(
                "Tender document and contract have to state who owns (%(basis)s): %(rights)s. "
                "Fill in the owner and both clauses.",
                basis=self._cite("ownership"),
                rights="、".join(incomplete.sudo().item_id.mapped("name")),
            )

    def _wrong_supplier(self):
        if not self.supplier_uscc:
            return
        try:
            stdnum_uscc.validate(self.supplier_uscc)
        except stdnum_exceptions.ValidationError:
            yield self.env._(
                "The unified social credit code %(code)s of “%(supplier)s” is wrong: 18 characters "
                "with a check character (GB 32100-2015). Compare it with the business licence.",
                code=self.supplier_uscc,
                supplier=self.supplier_name or "-",
            )

    def _wrong_amounts(self):
        currency = self.currency_id
        award_sudo = self.award_id.sudo()
        if award_sudo.project_id and award_sudo.project_id != self.project_id:
            yield self.env._(
                "The result of the procurement belongs to “%s”. Choose one of this project.",
                award_sudo.project_id.name,
            )
        if award_sudo and currency.compare_amounts(self.amount, award_sudo.amount) > 0:
            yield self.env._(
                "The contract amount of %(amount)s yuan is above the award of %(award)s yuan "
                "(%(basis)s). A contract follows its award.",
                amount=f"{self.amount:,.2f}",
                award=f"{award_sudo.amount:,.2f}",
                basis=self._cite("contract_filing"),
            )
        difference = self.amount - self.instalment_amount
        if self.instalment_ids and not currency.is_zero(difference):
            yield self.env._(
                "The instalments add up to %(sum)s yuan, the contract is %(amount)s yuan: correct "
                "the difference of %(difference)s yuan.",
                sum=f"{self.instalment_amount:,.2f}",
                amount=f"{self.amount:,.2f}",
                difference=f"{difference:,.2f}",
            )
        share = self._parameter("performance_bond_maximum")
        if currency.compare_amounts(self.bond_amount, self.amount * share) > 0:
            yield self.env._(
                "The performance bond of %(bond)s yuan is above %(share).2f %% of the contract, "
                "%(most)s yuan. Lower it.",
                bond=f"{self.bond_amount:,.2f}",
                share=share * 100,
                most=f"{self.amount * share:,.2f}",
            )

    def _wrong_dates(self):
        signed = self.date_signed
        if not signed:
            return
        if signed > fields.Date.context_today(self):
            yield self.env._("The day of the signature cannot lie in the future.")
        notice = self.award_id.sudo().date_notice
        if notice and signed < notice:
            yield self.env._(
                "The contract was signed on %(signed)s, before the award notice of %(notice)s. "
                "Correct the dates.",
                signed=signed,
                notice=notice,
            )

    def _effect_submit(self, inputs):
        result = super()._effect_submit(inputs)
        self.sudo()._link_suppliers()
        return result
