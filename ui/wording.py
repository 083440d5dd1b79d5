"""Every Chinese text of the page that is not part of a template."""

from __future__ import annotations

TITLE = "政策文件问答助手"
DESCRIPTION = "对政策文件提问，得到完整、有出处的回答。"
OPENING = "正在打开……"

TAB_ASK = "问答"
TAB_BROWSE = "浏览"
TAB_CHARTS = "图表"
TAB_ADMIN = "管理"

QUESTION_LABEL = "您的问题"
QUESTION_HINT = "输入问题，按回车提问"
SEND = "提问"
START_OVER = "新对话"

FAILED = "没有完成"
CONNECTION_LOST = "没有连上服务器，或服务器没有完成这一步。输入的内容都还在，请稍后再试。"
SERVER_ERROR = (
    "服务器内部出错，这个问题没有得到回答。"
    "问题还留在输入框里，请稍后再试；若反复出现，请联系管理员。"
)

ANY = "不限"
FILTER_DOCUMENT = "文件"
FILTER_DEPARTMENT = "部门或单位"
FILTER_ROLE = "承担的角色"
FILTER_DEADLINE = "时间节点"
FILTER_GROUP = "任务组"
FILTER_TEXT = "包含文字"
FILTER_TEXT_HINT = "如：体检"
MORE_FILTERS = "更多条件"
FILTER_PARTNER = "同时涉及"
SORT = "排列"
SORT_DOCUMENT = "按文件次序"
SORT_DUE = "按时间先后"
SORT_LEAD = "按牵头部门"
SORT_NUMBER = "按序号"

# Deadlines that name no day, by kind.
UNDATED = {"all_year": "全年", "ongoing": "持续推进", "other": "其他时间"}

ROLE_LEAD = "牵头"
ROLE_COOPERATING = "配合"
ROLE_UNIT = "委属相关单位"

# For owners that a document names without saying what they are to do.
ROLE_UNSTATED = "涉及单位"

CHART_OWNERS = "谁承担得多"
CHART_OWNERS_NOTE = "各部门、单位承担的条目数"
CHART_OWNERS_CUT = "各部门、单位承担的条目数；最多的 {shown} 个，共 {total} 个"
CHART_DEADLINES = "什么时候完成"
CHART_DEADLINES_NOTE = "各时间节点的条目数"
CHART_ITEMS = "条目数"
CHART_PAIRS = "谁和谁一起做"
CHART_PAIRS_NOTE = "左边牵头、下面配合的条目数"
CHART_EMPTY = "现有文件没有写这些，没有可画的。"
CHART_CLICK = "点图里的色块，就列出这些条目。"

KINDS = {"task": "任务", "work_point": "要点", "passage": "段落"}

# Above an answer that is none: a refusal, or that more must be said; by its reason.
REFUSED = "文件中没有依据，不作回答"
ASKS_BACK = {"寒暄": "可以这样问我", "没有上文可以沿用": "请再说明一点"}

ANSWER_CUT = "回答太长，这里只显示开头。"
CITED_TOO_MANY = "出处太多，这里不逐条列出；全部条目可以用下面的按钮导出。"

HOW_FOUND = "怎样找到的"
WHY_REFUSED = "为什么不回答"
TOOK = "{milliseconds} 毫秒"

# Example questions, filled from the catalogue at hand.
ASK_OWNERS = "任务{number}由谁牵头、谁配合？"
ASK_LED_BY = "{name}牵头哪些任务？"
ASK_MONTH = "哪些任务要在{month}月底前完成？"
ASK_COUNT = "{name}一共牵头多少项任务？"
ASK_COOPERATES = "{name}配合哪些任务？"
ASK_FILES = "现有哪些文件？"
ASK_ISSUER = "《{}》是哪个单位发布的？"
ASK_ABOUT = "“{term}”改革包括哪些内容？"
ASK_WHO = "“{term}”由哪个部门负责？"
ASK_MEASURES = "关于“{term}”有哪些措施？"
ASK_WHEN = "“{term}”什么时候完成？"

ITEM_NOT_IN_DOCUMENT = "这份文件里没有编号为 {item_id} 的条目，可能文件已经更新。下面是整份文件。"
