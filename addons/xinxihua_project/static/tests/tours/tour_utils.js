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
