/** @odoo-module **/
// License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import {_t} from "@web/core/l10n/translation";
import {Component, useRef} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

const FOCUSABLE = "input:not([type=hidden]), textarea, select, button, a, [tabindex]";

/** What an application lacks; each entry opens its page and puts the cursor into its field. */
export class MissingItems extends Component {
    static template = "xinxihua_project.MissingItems";
    static props = {...standardFieldProps};

    setup() {
        this.root = useRef("root");
    }

    get items() {
        return this.props.record.data[this.props.name] || [];
    }

    get heading() {
        return _t("Before it can be submitted: %s", this.items.length);
    }

    async open(item) {
        const form = this.root.el.closest(".o_form_view");
        const tab = item.page && form.querySelector(`.o_notebook a.nav-link[name="${item.page}"]`);
        if (tab) {
            tab.click();
            // the page is drawn with the next frame
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        const field = form.querySelector(`.o_field_widget[name="${item.field}"]`);
        if (!field) {
            return;
        }
        field.scrollIntoView({block: "center"});
        const target = field.querySelector(FOCUSABLE);
        if (target) {
            target.focus({preventScroll: true});
        }
        field.classList.add("o_xinxihua_found");
        setTimeout(() => field.classList.remove("o_xinxihua_found"), 2000);
    }
}

registry.category("fields").add("xinxihua_missing_items", {
    component: MissingItems,
    supportedTypes: ["json"],
});
