# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import new_test_user
from odoo.tests.common import TransactionCase

from ..models.core import official_document
from .co_review_case import give_opinions

GROUPS = "xinxihua_project.group_%s"


class ProjectCase(TransactionCase):
    """Units of a prefecture and of two counties, one user a role, a project factory.

    Nothing here rests on demo data; sign-off chains, application rounds and plans of
    the database are set aside, so that each test declares the ones it means.
    """

    real_pdf = False

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not cls.real_pdf:
            # a second of fonts for every approval: only who looks at the PDF pays for it
            quick = patch.object(official_document, "to_pdf", lambda html: b"%PDF-1.7")
            cls.startClassPatcher(quick)
        # what people are told is told in Chinese
        cls.env = cls.env(context={**cls.env.context, "lang": "zh_CN"})
        cls._set_aside()
        cls.prefecture = cls.env.ref("xinxihua_project.division_532300")
        cls.county = cls.env.ref("xinxihua_project.division_532322")
        cls.other_county = cls.env.ref("xinxihua_project.division_532301")
        cls.bureau = cls.env.ref("xinxihua_project.unit_data_bureau_532300")
        cls.county_bureau = cls.env.ref("xinxihua_project.unit_data_bureau_532322")
        cls.other_bureau = cls.env.ref("xinxihua_project.unit_data_bureau_532301")
        cls._make_units()
        cls._make_users()
        Item = cls.env["xinxihua.catalogue.item"]
        cls.subtypes = {
            item.code: item for item in Item.search([("kind", "=", "execution_subtype")])
        }
        cls.category = Item.search([("kind", "=", "system_category")], limit=1)
        cls.grounds = Item.search([("kind", "=", "refusal_ground")])
        cls.plan_material = cls.env.ref("xinxihua_project.material_project_plan")

    @classmethod
    def _set_aside(cls):
        """Take what the database has already out of the way of what a test declares."""
        cls.env["xinxihua.signoff.definition"].search([]).active = False
        cls.env["xinxihua.application.round"].search([]).state = "draft"
        cls.env["xinxihua.plan"].search([("state", "=", "effective")]).state = "superseded"
        # a division has one fund plan a year, and a submitted one is never deleted
        cls.env["xinxihua.fund.plan"].flush_model()
        cls.env.cr.execute("UPDATE xinxihua_fund_plan SET fiscal_year = 2099 - id")
        cls.env["xinxihua.fund.plan"].invalidate_model()

    @classmethod
    def _make_units(cls):
        cls.agency, cls.other_agency, cls.county_agency, cls.subordinate = cls.env[
            "xinxihua.unit"
        ].create(
            [
                {"name": "测试州教育局", "code": "T901", "division_id": cls.prefecture.id},
                {"name": "测试州水务局", "code": "T902", "division_id": cls.prefecture.id},
                {"name": "测试县医疗保障局", "code": "T903", "division_id": cls.county.id},
                {"name": "测试州电教馆", "code": "T904", "division_id": cls.prefecture.id},
            ]
        )
        cls.subordinate.parent_id = cls.agency
        cls.systems = {
            unit: cls._system_of(unit)
            for unit in cls.agency | cls.other_agency | cls.county_agency | cls.subordinate
        }

    @classmethod
    def _system_of(cls, unit):
        """Return the system in use that a software project of a unit upgrades."""
        System = cls.env["xinxihua.information.system"]
        return System.search(
            [("unit_id", "=", unit.id), ("state", "=", "active")], limit=1
        ) or System.create(
            {"name": "测试在用系统", "unit_id": unit.id, "date_online": "2020-01-01"}
        )

    @classmethod
    def _make_users(cls):
        def unit(code):
            return cls.env.ref(f"xinxihua_project.unit_{code}_532300")

        cls.unit_officer = cls._user("unit_officer", cls.agency, "经办")
        cls.unit_leader = cls._user("unit_leader", cls.agency, "分管领导")
        cls.other_officer = cls._user("unit_officer", cls.other_agency, login="t_other_officer")
        cls.county_unit_officer = cls._user(
            "unit_officer", cls.county_agency, login="t_county_unit"
        )
        cls.county_officer = cls._user(
            "bureau_officer", cls.county_bureau, login="t_county_officer"
        )
        cls.other_county_officer = cls._user(
            "bureau_officer", cls.other_bureau, login="t_other_county"
        )
        cls.bureau_officer = cls._user("bureau_officer", cls.bureau, "科长")
        cls.bureau_approver = cls._user("bureau_approver", cls.bureau, "局长")
        cls.finance_officer = cls._user("finance_officer", unit("finance"))
        cls.security_reviewer = cls._user("security_reviewer", unit("police"))
        cls.leader = cls._user("leader", unit("government_office"), "副州长")
        cls.auditor = cls._user("auditor", unit("audit"))
        cls.rules_admin = cls._user("rules_admin", cls.bureau)
        cls.experts = cls.env["xinxihua.expert"]
        for index in range(1, 4):
            user = cls._user("expert", None, login=f"t_expert_{index}", groups="base.group_portal")
            cls.experts |= cls.env["xinxihua.expert"].create(
                {"user_id": user.id, "employer": "测试专家库"}
            )

    @classmethod
    def _user(cls, role, unit, title="", login="", groups=""):
        wanted = GROUPS % role if not groups else f"{GROUPS % role},{groups}"
        return new_test_user(
            cls.env,
            login or f"t_{role}",
            wanted,
            lang="zh_CN",
            tz="Asia/Shanghai",
            xinxihua_title=title,
            xinxihua_unit_ids=[Command.set(unit.ids if unit else [])],
        )

    # -- factory ------------------------------------------------------------------------

    @classmethod
    def _project_vals(cls, unit, amount, **vals):
        exec_class = vals.get("exec_class", "build")
        subtype = "software" if exec_class == "build" else "software_service"
        if exec_class == "build":
            upgrade = {"kind": "upgrade", "system_id": cls._system_of(unit).id}
            vals.setdefault("system_effect_ids", [Command.create(upgrade)])
        return {
            "name": "测试协同平台",
            "unit_id": unit.id,
            "fiscal_year": 2026,
            "exec_class": exec_class,
            "exec_subtype_id": cls.subtypes[subtype].id,
            "biz_class": "specialised",
            "system_category_id": cls.category.id,
            "applicability_ids": [Command.create({"public_data": "yes"})],
            "confirmed_not_secret": True,
            "objective": "数据共享",
            "content": "软件开发",
            "basis": "云政发〔2025〕1号",
            "boundary": "限于本单位业务,不含下属单位",
            "technical_plan": "部署于州政务云,采用国产化软硬件",
            "resource_need": "云主机4台",
            "budget_amount": amount,
            "cost_line_ids": cls._cost_lines(amount),
            "argument_date": "2025-06-01",
            "argument_people": "分管领导、信息中心",
            "argument_conclusion": "同意申报",
            "funding_ids": [
                Command.create({"source": "prefecture", "year": 2026, "amount": amount})
            ],
            **vals,
        }

    @classmethod
    def _cost_lines(cls, *amounts):
        """Return commands of cost lines, a unit price each."""
        category = cls.env.ref("xinxihua_project.cost_category_development")
        return [
            Command.create(
                {
                    "category_id": category.id,
                    "name": "软件开发",
                    "unit_price": amount,
                    "price_basis": "三家询价",
                }
            )
            for amount in amounts
        ]

    @classmethod
    def make_project(cls, amount=800000.0, user=None, material=True, **vals):
        """Return a complete draft, made by the officer of its unit and seen by it."""
        user = user or cls.unit_officer
        unit = user.xinxihua_unit_ids[:1]
        project = (
            cls.env["xinxihua.project"]
            .with_user(user)
            .with_context(tracking_disable=True)
            .create(cls._project_vals(unit, amount, **vals))
            .with_context(tracking_disable=False)
        )
        if material:
            cls.upload(project)
        return project

    @classmethod
    def upload(cls, project, content=b"%PDF-1.4 plan", name="建设方案.pdf"):
        """Add the construction plan as the project's own user."""
        return project.env["xinxihua.material"]._upload(
            project, cls.plan_material.with_env(project.env), name, content
        )

    # -- the way through ------------------------------------------------------------------

    def submitted(self, amount=800000.0, **kwargs):
        """Return a project of the prefecture's agency in its first check."""
        project = self.make_project(amount, **kwargs)
        project.action_submit()
        return project

    def check_all(self, project, verdict="pass"):
        """Give every criterion and ground of the first check its verdict, as the bureau."""
        check = project.with_user(self.bureau_officer)._current_first_check()
        check.line_ids.write({"verdict": verdict})
        check.ground_ids.write({"verdict": "none", "evidence": "已核实"})
        return check

    def in_review(self, amount=800000.0, **kwargs):
        """Return a project before its panel."""
        project = self.submitted(amount, **kwargs)
        self.check_all(project)
        project.with_user(self.bureau_officer).action_pass_first_check()
        return project

    def panel(self, project, amount=None, conclusion="pass", co_review=True):
        """Let three experts write, the other bodies agree, and the bureau conclude."""
        if co_review:
            give_opinions(self, project)
        review = project.with_user(self.bureau_officer)._current_review()
        self.seat(review, self.experts)
        for sheet in review.sudo().opinion_ids.sheet_ids:
            own = sheet.with_user(sheet.user_id)
            own.write({"no_interest": True, "verdict": "pass", "score": 85, "opinion": "可行"})
            own.action_submit()
        if amount:
            self.cut(review, amount)
        review.write(
            {"conclusion": conclusion, "panel_opinion": "同意", "revision_note": "补充测算"}
        )
        return review

    def seat(self, review, experts):
        """Put experts on a panel by hand, as the bureau."""
        review.opinion_ids = [
            Command.create({"expert_id": expert.id, "added_reason": "专业对口"})
            for expert in experts
        ]

    def cut(self, review, amount):
        """Recommend a budget: what is cut is cut from the first line."""
        line = review.line_ids[0]
        rest = amount - sum((review.line_ids - line).mapped("recommended_amount"))
        line.write({"recommended_amount": rest, "reason": "审减"})

    def to_approve(self, amount=800000.0, **kwargs):
        """Return a project that waits for its approval."""
        project = self.in_review(amount, **kwargs)
        self.panel(project)
        project.with_user(self.bureau_officer).action_conclude_review()
        return project

    def approved(self, amount=800000.0, **kwargs):
        """Return an approved project."""
        project = self.to_approve(amount, **kwargs)
        project.with_user(self.bureau_approver).action_approve("同意", approved_amount=amount)
        return project

    @classmethod
    def define_chain(cls, step, unit, *lines, **vals):
        """Declare a sign-off chain; ``lines`` are (name, role, {values})."""
        return cls.env["xinxihua.signoff.definition"].create(
            {
                "name": f"测试审签 {step}",
                "res_model": "xinxihua.project",
                "step": step,
                "unit_id": unit.id,
                "line_ids": [
                    Command.create(
                        {
                            "sequence": index,
                            "name": name,
                            "group_id": cls.env.ref(GROUPS % role).id,
                            **extra,
                        }
                    )
                    for index, (name, role, extra) in enumerate(lines)
                ],
                **vals,
            }
        )
