/** Steps that the tours of the roles share. */

export function fill(name, value, type = "input") {
    return {
        content: `Fill in ${name}`,
        trigger: `.o_field_widget[name=${name}] ${type}`,
        run: `edit ${value}`,
    };
}

export function pick(name, label) {
    return [
        { ...fill(name, label), content: `Search ${label}` },
        {
            content: `Choose ${label}`,
            trigger: `.o-autocomplete--dropdown-item:contains(${label})`,
            run: "click",
        },
    ];
}

export function radio(name, value) {
    return {
        content: `Choose ${name}`,
        trigger: `.o_field_widget[name=${name}] input[data-value=${value}]`,
        run: "click",
    };
}

export function tab(name) {
    return { content: `Open ${name}`, trigger: `.nav-link[name=${name}]`, run: "click" };
}

export function press(label, where = "body") {
    return {
        content: `Press ${label}`,
        trigger: `${where} button:contains(${label}):enabled`,
        run: "click",
    };
}

export function confirm(opinion) {
    return [
        ...(opinion ? [{ ...fill("opinion", opinion, "textarea") }] : []),
        press("确认", ".modal"),
        { content: "The dialog is closed", trigger: "body:not(:has(.modal))" },
    ];
}

/** Adds a required material to the open document. */
export function upload(requirement, filename) {
    return [
        press("添加材料"),
        ...pick("requirement_id", requirement),
        {
            content: "Choose the file",
            trigger: ".modal .o_field_widget[name=file] input[type=file]:not(:visible)",
            async run() {
                const transfer = new DataTransfer();
                transfer.items.add(new File(["%PDF-1.4"], filename, { type: "application/pdf" }));
                this.anchor.files = transfer.files;
                this.anchor.dispatchEvent(new Event("change", { bubbles: true }));
            },
        },
        {
            content: "The file is there",
            trigger: ".modal .o_field_widget[name=file] .o_clear_file_button",
        },
        press("上传", ".modal"),
        {
            content: "It is listed",
            trigger: `.o_field_widget[name=material_ids] .o_data_row:contains(${filename})`,
        },
    ];
}

/** Chooses in a drop-down of a row that is being edited. */
export function choose(name, label) {
    return [
        {
            content: `Open ${name}`,
            trigger: `.o_selected_row .o_field_widget[name=${name}] input`,
            run: "click",
        },
        {
            content: `Choose ${label}`,
            trigger: `.o_select_menu_item:contains(${label})`,
            run: "click",
        },
    ];
}

/** Presses a button on a card of the inbox. */
export function card(text, label) {
    return press(label, `.o_kanban_record:contains(${text})`);
}

export const save = [
    { content: "Save", trigger: ".o_form_button_save:enabled", run: "click" },
    { content: "Saved", trigger: "body .o_form_saved" },
];

export function stage(label) {
    return {
        content: `It is at: ${label}`,
        trigger: `.o_statusbar_status .o_arrow_button_current:contains(${label})`,
    };
}

/** Fails when the page is wider than the screen: nothing may have to be pushed aside. */
export const fits = {
    content: "Nothing is wider than the screen",
    trigger: "body",
    run() {
        const { scrollWidth } = document.documentElement;
        if (scrollWidth > window.innerWidth) {
            throw new Error(`The page is ${scrollWidth}px wide, the screen ${window.innerWidth}px`);
        }
    },
};
