import { registry } from "@web/core/registry";

import { confirm, fill, fits, pick, press, radio, tab, upload } from "./tour_utils";

/** Answer one question on applicability and go on to the next. */
function answer(name, value) {
    return [
        {
            content: `Answer ${name}`,
            trigger: `.modal .o_field_widget[name=${name}] input[data-value=${value}]`,
            run: "click",
        },
        press("下一步", ".modal"),
    ];
}

/** Fill in a cell of the row that is being written. */
function inRow(name, value) {
    return {
        content: `Fill in ${name} of the row`,
        trigger: `.o_selected_row .o_field_widget[name=${name}] :is(input, textarea)`,
        run: `edit ${value}`,
    };
}

const leaveRow = {
    content: "Leave the row",
    trigger: ".o_field_widget[name=budget_amount] input",
    run: "click",
};

const tours = registry.category("web_tour.tours");

tours.add("xinxihua_unit_applies", {
    steps: () => [
        fill("name", "浏览器里申报的平台"),
        radio("exec_class", "build"),
        ...pick("exec_subtype_id", "软件系统开发"),
        ...pick("system_category_id", "业务信息系统"),
        press("回答适用性问题"),
        ...answer("is_secret", "no"),
        ...answer("in_standard", "yes"),
        ...answer("public_data", "yes"),
        ...answer("has_exclusion", "no"),
        fits,
        press("确认结论", ".modal"),
        { content: "The questions are closed", trigger: "body:not(:has(.modal))" },
        tab("content"),
        fill("basis", "云政发〔2025〕26号", "textarea"),
        fill("objective", "数据共享", "textarea"),
        fill("content", "软件开发", "textarea"),
        fill("boundary", "限于本单位业务", "textarea"),
        fill("resource_need", "云主机4台", "textarea"),
        tab("systems"),
        {
            content: "Add an effect on a system",
            trigger: ".o_field_widget[name=system_effect_ids] .o_field_x2many_list_row_add a",
            run: "click",
        },
        ...pick("system_id", "测试在用系统"),
        tab("money"),
        fill("budget_amount", "550000"),
        {
            content: "Add a cost line",
            trigger: ".o_field_widget[name=cost_line_ids] .o_field_x2many_list_row_add a",
            run: "click",
        },
        ...pick("category_id", "软件开发"),
        inRow("name", "业务功能开发"),
        inRow("quantity", "11"),
        inRow("unit_price", "50000"),
        inRow("price_basis", "三家询价"),
        leaveRow,
        {
            content: "The cost lines add up",
            trigger: ".o_field_widget[name=cost_line_ids] .o_data_row:contains(550,000.00)",
        },
        {
            content: "Add a source",
            trigger: ".o_field_widget[name=funding_ids] .o_field_x2many_list_row_add a",
            run: "click",
        },
        {
            content: "Open the sources",
            trigger: ".o_selected_row .o_field_widget[name=source] input",
            run: "click",
        },
        {
            content: "County money",
            trigger: ".o_select_menu_item:contains(县(市)级资金)",
            run: "click",
        },
        {
            content: "The source is taken before the amount is typed",
            trigger: ".o_form_view:contains(县(市)级资金 0.00)",
        },
        inRow("amount", "550000"),
        leaveRow,
        {
            content: "The row has its source and amount",
            trigger: ".o_field_widget[name=funding_amount]:contains(550,000.00)",
        },
        tab("argument"),
        fill("argument_date", "2026-01-05"),
        fill("argument_people", "分管领导、信息中心"),
        fill("argument_conclusion", "同意申报", "textarea"),
        { content: "Save", trigger: ".o_form_button_save:enabled", run: "click" },
        {
            content: "Told what is missing, with the article",
            trigger: ".o_xinxihua_missing_item[data-field=material_ids]:contains(项目建设方案)",
        },
        {
            content: "An entry of the list is the way to its field",
            trigger: ".o_xinxihua_missing_item[data-field=technical_plan]",
            run: "click",
        },
        {
            content: "The cursor is in the field",
            trigger: ".o_field_widget[name=technical_plan] textarea:focus",
            run: "edit 部署于州政务云",
        },
        { content: "Save", trigger: ".o_form_button_save:enabled", run: "click" },
        {
            content: "It is no longer missing",
            trigger: "body:not(:has(.o_xinxihua_missing_item[data-field=technical_plan]))",
        },
        {
            content: "Told which procedure, and why",
            trigger: ".o_field_widget[name=route_explanation]:contains(第十六条)",
        },
        tab("materials"),
        ...upload("项目建设方案", "方案.pdf"),
        press("提交申报", ".o_statusbar_buttons"),
        ...confirm("请审核"),
        {
            content: "It is at the county's bureau",
            trigger: ".o_statusbar_status .o_arrow_button_current:contains(县级审核)",
        },
        fits,
    ],
});

tours.add("xinxihua_card_forward", {
    steps: () => [
        press("转报州级", ".o_kanban_record:contains(浏览器里申报的平台)"),
        { content: "The card names the amount", trigger: ".modal:contains(550,000.00)" },
        { content: "and who handled it", trigger: ".modal:contains(提交申报)" },
        fits,
        ...confirm("材料齐全"),
        {
            content: "The desk is empty",
            trigger: "body:not(:has(.o_kanban_record:contains(浏览器里申报的平台)))",
        },
    ],
});

tours.add("xinxihua_bureau_passes_first_check", {
    steps: () => [
        press("立项初审", ".o_kanban_record:contains(浏览器里申报的平台)"),
        ...["必要性", "紧迫性", "合理性", "完整性"].flatMap((criterion) => [
            {
                content: `Open ${criterion}`,
                trigger: `.o_data_row:contains(${criterion}) td[name=verdict]`,
                run: "click",
            },
            {
                content: "Open the verdicts",
                trigger: ".o_selected_row .o_field_widget[name=verdict] input",
                run: "click",
            },
            {
                content: "It is met",
                trigger: ".o_select_menu_item:not(:contains(不)):contains(符合)",
                run: "click",
            },
        ]),
        { content: "Save", trigger: ".o_form_button_save:enabled", run: "click" },
        { content: "Saved", trigger: "body .o_form_saved" },
        {
            content: "A ground does not exist",
            trigger: ".o_data_row:contains(信创) button[name=action_none]",
            run: "click",
        },
        {
            content: "Judged",
            trigger: ".o_data_row:contains(信创) td[name=verdict]:contains(不存在)",
        },
        { content: "Back", trigger: ".o_back_button, .breadcrumb-item a", run: "click" },
        press("通过立项初审", ".o_kanban_record:contains(浏览器里申报的平台)"),
        ...confirm("符合要求"),
        press("专家评审", ".o_kanban_record:contains(浏览器里申报的平台)"),
        { content: "The panel's screen", trigger: ".o_field_widget[name=opinion_ids]" },
        fits,
    ],
});

tours.add("xinxihua_approver_approves", {
    steps: () => [
        press("批复", ".o_kanban_record:contains(浏览器里申报的平台)"),
        { content: "Amount, source, panel", trigger: ".modal:contains(县(市)级资金 550,000.00)" },
        fill("approved_amount", "600000"),
        press("确认", ".modal"),
        {
            content: "Told that it is above the budget",
            trigger: ".modal:contains(600,000.00):contains(第十六条)",
        },
        press("关闭", ".modal.o_error_dialog, .modal:contains(600,000.00)"),
        fill("approved_amount", "500000"),
        fits,
        ...confirm("同意立项"),
        {
            content: "Done",
            trigger: "body:not(:has(.o_kanban_record:contains(浏览器里申报的平台)))",
        },
    ],
});

tours.add("xinxihua_card_return", {
    steps: () => [
        press("退回补正", ".o_kanban_record:contains(浏览器里申报的平台)"),
        press("确认", ".modal"),
        {
            content: "A return needs its reason",
            trigger: ".modal .o_field_widget[name=opinion].o_field_invalid",
        },
        fits,
        ...confirm("请补充资金来源说明"),
        {
            content: "The desk is empty",
            trigger: "body:not(:has(.o_kanban_record:contains(浏览器里申报的平台)))",
        },
    ],
});

tours.add("xinxihua_card_sign", {
    steps: () => [
        press("同意", ".o_kanban_record:contains(浏览器里申报的平台)"),
        { content: "What is asked", trigger: ".modal:contains(550,000.00)" },
        fits,
        ...confirm("同意申报"),
        {
            content: "The desk is empty",
            trigger: "body:not(:has(.o_kanban_record:contains(浏览器里申报的平台)))",
        },
    ],
});

tours.add("xinxihua_card_hand_over", {
    steps: () => [
        press("转办", ".o_kanban_record:contains(浏览器里申报的平台)"),
        {
            content: "Choose the colleague",
            trigger: ".o_field_widget[name=forward_user_id] .o_radio_item:contains(t_leader_2) input",
            run: "click",
        },
        fits,
        ...confirm("出差"),
        {
            content: "The desk is empty",
            trigger: "body:not(:has(.o_kanban_record:contains(浏览器里申报的平台)))",
        },
    ],
});
