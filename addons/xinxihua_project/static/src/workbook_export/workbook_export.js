// License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import { Component } from "@odoo/owl";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { patch } from "@web/core/utils/patch";
import { session } from "@web/session";
import { STATIC_ACTIONS_GROUP_NUMBER } from "@web/search/action_menus/action_menus";
import { ListController } from "@web/views/list/list_controller";

const hasLedger = (resModel) => (session.xinxihua_ledger_models || []).includes(resModel);

/** Open the dialog for some rows, or for all that the list shows. */
async function openDialog(orm, action, resModel, recordIds, domain) {
    const dialog = await orm.call("xinxihua.workbook.export", "open_for", [resModel], {
        record_ids: recordIds,
        domain,
    });
    await action.doAction(dialog);
}

/** “Export as Ledger” in the cog menu of a list without a selection. */
export class ExportLedger extends Component {
    static template = "xinxihua_project.ExportLedger";
    static components = { DropdownItem };
    static props = {};

    onSelected() {
        // the menu closes before the answer comes: services of the page, which outlive it
        const { orm, action } = this.env.services;
        const { resModel, domain } = this.env.searchModel;
        return openDialog(orm, action, resModel, null, domain);
    }
}

registry.category("cogMenu").add(
    "xinxihua-export-ledger",
    {
        Component: ExportLedger,
        groupNumber: STATIC_ACTIONS_GROUP_NUMBER,
        isDisplayed: (env) =>
            ["kanban", "list"].includes(env.config.viewType) &&
            hasLedger(env.searchModel.resModel) &&
            !env.model.root.selection?.length,
    },
    { sequence: 9 }
);

patch(ListController.prototype, {
    getStaticActionMenuItems() {
        return {
            ...super.getStaticActionMenuItems(),
            exportLedger: {
                isAvailable: () => hasLedger(this.props.resModel),
                sequence: 9,
                icon: "fa fa-table",
                description: _t("Export as Ledger"),
                callback: async () => {
                    const { root } = this.model;
                    const ids = root.isDomainSelected
                        ? null
                        : await root.getResIds(true);
                    await openDialog(this.orm, this.actionService, root.resModel, ids, root.domain);
                },
            },
        };
    },
});
