# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models


class ContractSupplier(models.Model):
    """The supplier of a contract as a partner of Odoo, with its bank account."""

    _inherit = "xinxihua.contract"

    def _link_suppliers(self):
        """Link each contract to the partner of its supplier (superuser only).

        A known partner is found by its unified social credit code; a new one is created.
        The account of the contract is added, so that its instalments can be paid.
        """
        partners = self._supplier_partners()
        for contract in self:
            contract.supplier_id = partners.get(contract.supplier_uscc)
        self._add_accounts()

    def _supplier_partners(self):
        """Return {unified social credit code: partner}; what is unknown is created."""
        Partner = self.env["res.partner"]
        named = {
            contract.supplier_uscc: contract.supplier_name
            for contract in self
            if contract.supplier_uscc
        }
        known = Partner.search(
            [
                ("vat", "in", list(named)),
                ("is_company", "=", True),
                ("company_id", "in", [False, *self.unit_id.company_id.ids]),
            ],
            order="id desc",
        )
        partners = {partner.vat: partner for partner in known}
        missing = [code for code in named if code not in partners]
        created = Partner.create(
            [{"name": named[code], "vat": code, "is_company": True} for code in missing]
        )
        return partners | dict(zip(missing, created, strict=True))

    def _add_accounts(self):
        held = {
            (account.partner_id.id, _plain(account.acc_number))
            for account in self.supplier_id.bank_ids
        }
        wanted = {}
        for contract in self.filtered("supplier_account"):
            key = (contract.supplier_id.id, _plain(contract.supplier_account))
            if key not in held:
                wanted.setdefault(key, contract)
        banks = self._banks({contract.supplier_bank for contract in wanted.values()} - {False})
        self.env["res.partner.bank"].create(
            [
                {
                    "acc_number": contract.supplier_account,
                    "partner_id": contract.supplier_id.id,
                    "bank_id": banks.get(contract.supplier_bank, False),
                    "acc_holder_name": contract.supplier_name,
                }
                for contract in wanted.values()
            ]
        )

    def _banks(self, names):
        """Return {name: id of the bank}; what is unknown is created."""
        Bank = self.env["res.bank"]
        found = {bank.name: bank.id for bank in Bank.search([("name", "in", list(names))])}
        missing = sorted(names - found.keys())
        created = Bank.create([{"name": name} for name in missing])
        return found | {bank.name: bank.id for bank in created}


def _plain(number):
    return (number or "").replace(" ", "")
