import { registry } from "@web/core/registry";

import { card, choose, confirm, fill, fits, pick, press, save, stage, upload } from "./tour_utils";

const tours = registry.category("web_tour.tours");
const NAME = "浏览器里列入清单的平台";

function moment(offset) {
    return luxon.DateTime.now().plus(offset).toFormat("yyyy-MM-dd HH:mm:ss");
}

tours.add("xinxihua_bureau_opens_a_round", {
    steps: () => [
        fill("name", "浏览器里的集中申报"),
        fill("date_open", moment({ days: -1 })),
        fill("date_close", moment({ days: 20 })),
        fill("notice_title", "关于集中申报的通知"),
        fill("notice_number", "楚数〔2026〕88号"),
        ...save,
        {
            content: "Told that the notice itself is missing",
            trigger: ".o_field_widget[name=step_hints]:contains(公布批次)",
        },
        ...upload("集中申报通知", "通知.pdf"),
        press("公布批次", ".o_statusbar_buttons"),
        ...confirm(""),
        {
            content: "The window is open",
            trigger: ".o_field_widget[name=window]:contains(开放中)",
        },
        fits,
    ],
});

tours.add("xinxihua_bureau_finds_it_to_review", {
    steps: () => [
        { content: "It came in", trigger: `.o_data_row:contains(${NAME})` },
        fits,
    ],
});

tours.add("xinxihua_bureau_makes_the_list", {
    steps: () => [
        fill("budget_ceiling", "9000000"),
        ...save,
        press("提取已评审项目", ".o_statusbar_buttons"),
        {
            content: "The reviewed project is a candidate",
            trigger: `.o_field_widget[name=line_ids] .o_data_row:contains(${NAME})`,
        },
        press("编制清单", ".o-form-buttonbox"),
        {
            content: "Choose it",
            trigger: `.o_data_row:contains(${NAME}) button[name=action_choose]`,
            run: "click",
        },
        {
            content: "It is chosen",
            trigger: `.o_data_row:contains(${NAME}) button[name=action_leave]`,
        },
        fits,
        { content: "Back", trigger: ".breadcrumb-item.o_back_button a, button.o_back_button", run: "click" },
        press("提交确认", ".o_statusbar_buttons"),
        ...confirm("请两局确认"),
        stage("待确认"),
        fits,
    ],
});

function confirms(label) {
    return [
        card("年度拟实施项目清单", label),
        { content: "The card names the total", trigger: ".modal:contains(800,000.00)" },
        ...confirm("同意"),
        {
            content: "The desk is empty",
            trigger: "body:not(:has(.o_kanban_record:contains(年度拟实施项目清单)))",
        },
        fits,
    ];
}

tours.add("xinxihua_bureau_confirms_the_list", { steps: () => confirms("数据局确认") });
tours.add("xinxihua_finance_confirms_the_list", { steps: () => confirms("财政局确认") });

tours.add("xinxihua_bureau_draws_up_the_fund_plan", {
    steps: () => [
        {
            content: "Add a line",
            trigger: ".o_field_widget[name=line_ids] .o_field_x2many_list_row_add a",
            run: "click",
        },
        ...pick("project_id", NAME),
        ...choose("source", "州本级资金"),
        fill("available_amount", "500000"),
        fill("planned_amount", "500000"),
        ...save,
        {
            content: "The approved amount came by itself",
            trigger: `.o_data_row:contains(${NAME}):contains(800,000.00)`,
        },
        press("送财政局", ".o_statusbar_buttons"),
        ...confirm("请核对"),
        stage("财政局核对"),
        fits,
    ],
});

tours.add("xinxihua_finance_confirms_the_fund_plan", {
    steps: () => [
        card("年度资金使用计划", "确认并报分管领导"),
        ...confirm("资金已落实"),
        {
            content: "The desk is empty",
            trigger: "body:not(:has(.o_kanban_record:contains(年度资金使用计划)))",
        },
        fits,
    ],
});

tours.add("xinxihua_leader_approves_the_fund_plan", {
    steps: () => [
        {
            content: "Amount and source are on the card",
            trigger: ".o_kanban_record:contains(500,000.00):contains(州本级资金):contains(资金已落实)",
        },
        fits,
        card("年度资金使用计划", "批准"),
        { content: "The project and its money", trigger: `.modal:contains(${NAME})` },
        {
            content: "The decision stands on one screen",
            trigger: ".modal .o_xinxihua_decide:contains(确认)",
            run() {
                const { bottom } = this.anchor.getBoundingClientRect();
                if (bottom > window.innerHeight) {
                    throw new Error(`The button ends at ${bottom}px of ${window.innerHeight}px`);
                }
            },
        },
        fits,
        ...confirm("同意"),
        {
            content: "The desk is empty",
            trigger: "body:not(:has(.o_kanban_record:contains(年度资金使用计划)))",
        },
    ],
});
