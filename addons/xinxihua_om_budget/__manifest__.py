# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
{
    "name": "Government IT Operation Budgets (政务信息化运维经费)",
    "summary": "Operation and maintenance money of government IT systems: applications, "
    "plans, quotas, payments, carry-over and return",
    "version": "19.0.1.0.0",
    "category": "Services/Project",
    "author": "Xinxihua",
    "website": "https://xinxihua.example",
    "license": "LGPL-3",
    "depends": ["xinxihua_project", "account"],
    "data": [
        # chapter 6
        "data/parameter_data.xml",
    ],
}
