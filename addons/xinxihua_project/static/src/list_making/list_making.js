// License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import {Component, useEffect, useState} from "@odoo/owl";
import {KanbanRenderer} from "@web/views/kanban/kanban_renderer";
import {ListRenderer} from "@web/views/list/list_renderer";
import {kanbanView} from "@web/views/kanban/kanban_view";
import {listView} from "@web/views/list/list_view";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";

/**
 * The running total against the ceilings, above the rows. The server adds it up over
 * all lines, loaded or not, whenever a choice or a rank on the screen has changed.
 */
export class ListMakingTotals extends Component {
    static template = "xinxihua_project.ListMakingTotals";
    static props = {list: Object};

    setup() {
        this.orm = useService("orm");
        this.state = useState({rows: []});
        this.asked = 0;
        useEffect(
            () => {
                this.load();
            },
            () => [this.signature]
        );
    }

    get listId() {
        return this.props.list.context.default_list_id;
    }

    get records() {
        const list = this.props.list;
        return list.isGrouped
            ? list.groups.flatMap((group) => group.list.records || [])
            : list.records;
    }

    get signature() {
        return this.records
            .map(({resId, data}) => `${resId}:${data.choice}:${data.rank}:${data.amount}`)
            .join();
    }

    async load() {
        const list = this.props.list;
        if (!this.listId) {
            return;
        }
        const asked = ++this.asked;
        // what was dragged is saved first
        await list.model.mutex.getUnlockedDef();
        const ids = this.records.map((record) => record.resId);
        const order = this.signature;
        const moved =
            this.order !== undefined &&
            this.order !== order &&
            this.ids === [...ids].sort().join();
        this.order = order;
        this.ids = [...ids].sort().join();
        if (moved && !list.isGrouped) {
            // the totals of the rows below have changed with the order
            await list.load();
        }
        const totals = await this.orm.call(
            "xinxihua.annual.list",
            "get_making_totals",
            [[this.listId]]
        );
        if (asked === this.asked) {
            this.state.rows = totals.rows;
        }
    }
}

export class ListMakingListRenderer extends ListRenderer {
    static template = "xinxihua_project.ListMakingListRenderer";
    static components = {...ListRenderer.components, ListMakingTotals};
}

export class ListMakingKanbanRenderer extends KanbanRenderer {
    static template = "xinxihua_project.ListMakingKanbanRenderer";
    static components = {...KanbanRenderer.components, ListMakingTotals};
}

registry.category("views").add("xinxihua_list_making_list", {
    ...listView,
    Renderer: ListMakingListRenderer,
});
registry.category("views").add("xinxihua_list_making_kanban", {
    ...kanbanView,
    Renderer: ListMakingKanbanRenderer,
});
