# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
{
    "name": "Government IT Projects (政务信息化项目)",
    "summary": "Application, review, approval, filing and supervision of government IT "
    "projects, with the regulation as dated data",
    "version": "19.0.1.0.0",
    "category": "Services/Project",
    "author": "Xinxihua",
    "website": "https://xinxihua.example",
    "license": "LGPL-3",
    "application": True,
    "depends": ["mail", "project", "analytic", "portal"],
    "external_dependencies": {
        "python": ["stdnum", "python_calamine", "openpyxl", "xlsxwriter"],
    },
    "data": [
        # who
        "security/groups.xml",
        "security/ir.model.access.csv",
        "security/ir.rule.csv",
        # mechanisms
        "data/core/mail_activity_type_data.xml",
        "data/core/ir_sequence_data.xml",
        "data/core/import_synonym_data.xml",
        # chapter 1
        "data/ch1/legal_document_data.xml",
        "data/ch1/article_data.xml",
        "data/ch1/division_data.xml",
        "data/ch1/unit_data.xml",
        "data/ch1/parameter_data.xml",
        "data/ch1/catalogue_data.xml",
        "data/core/material_requirement_data.xml",
        # screens
        "views/core/decision_card.xml",
        "views/core/workflow_log_views.xml",
        "views/core/signoff_views.xml",
        "views/core/material_views.xml",
        "views/core/exception_views.xml",
        "views/core/filing_views.xml",
        "views/core/import_synonym_views.xml",
        "wizard/workflow_decision_views.xml",
        "wizard/material_upload_views.xml",
        "wizard/exception_grant_views.xml",
        "wizard/project_import_views.xml",
        "wizard/unit_import_views.xml",
        "views/ch1/legal_views.xml",
        "views/ch1/parameter_views.xml",
        "views/ch1/catalogue_item_views.xml",
        "views/ch1/division_views.xml",
        "views/ch1/unit_views.xml",
        "views/ch1/res_users_views.xml",
        "views/ch3/first_check_views.xml",
        "views/ch3/expert_views.xml",
        "views/ch3/expert_review_views.xml",
        "views/ch3/project_views.xml",
        "views/ch3/project_form_views.xml",
        "views/ch4/project_project_views.xml",
        "views/menus.xml",
    ],
    "demo": [
        "demo/unit_demo.xml",
        "demo/user_demo.xml",
        "demo/signoff_demo.xml",
        "demo/project_demo.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "xinxihua_project/static/src/**/*",
        ],
        "web.assets_tests": [
            "xinxihua_project/static/tests/tours/**/*",
        ],
    },
}
