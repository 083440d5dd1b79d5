"""Documents of several offices beside each other: lists by name, years, persons, rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest

from assistant import Answer, Assistant, Turn
from index import Index, build_index, layout

COUNTY = (
    "# 松阳川县2033年县政府重点任务清单\n\n"
    "| 序号 | 任务 | 牵头单位 | 配合单位 | 完成时限 | 分管领导 |\n|---|---|---|---|---|---|\n"
    "| 1 | 扩建茶叶加工园 | 县农业局 | 县商务局 | 10月底 | 贺云山 |\n"
    "| 2 | 提升古道景区步道 | 县文旅局 | 县林业局 | 9月底 | 邵敏 |\n"
    "| 3 | 发展乡村露营地 | 县文旅局 | 县公安局 | 三季度 | 邵敏 |\n"
    "| 4 | 更新老化燃气管道 | 县住建局 | 县应急局 | 11月底 | 贺云山 |\n\n"
    "# 松阳川县2033年民生实事项目清单\n\n"
    "| 序号 | 项目 | 责任单位 | 计划投资（万元） | 完成时限 |\n|---|---|---|---|---|\n"
    "| 1 | 扩建实验小学 | 县教育局 | 3200 | 8月底 |\n"
    "| 2 | 新建老年食堂6处 | 县民政局 | 240 | 9月底 |\n"
    "| 3 | 更换公交车15辆 | 县交通局 | 1500 | 6月底 |\n"
)
WATER = (
    "# 澜江市2033年水务工作任务分工表\n\n"
    "| 序号 | 任务 | 牵头单位 | 完成时限 | 备注 |\n|---|---|---|---|---|\n"
    "| 1 | 改造供水管网31公里 | 供水科 | 10月底 | 民生实事 |\n"
    "| 2 | 整治河道采砂 | 澜江水务集团 | 全年 |  |\n"
    "| 3 | 消除积水点7处 | 排水科 | 6月底 | 民生实事 |\n"
)
CIRCLES = (
    "# 沁源州市邻里中心建设方案（2033—2035年）\n\n## 一、总体要求\n\n"
    "到2034年底累计建成5个。\n\n## 二、重点任务\n\n"
    "1．摸清网点底数。（牵头单位：市商务局；配合单位：市统计局）\n\n"
    "2．加大支持。对验收合格的给予奖补：基本型50万元、完善型70万元。（牵头单位：市财政局）\n\n"
    "附件\n\n# 沁源州市邻里中心试点小区名单（2033—2035年）\n\n"
    "| 序号 | 县（市、区） | 小区名称 | 建设类型 | 建成年份 |\n|---|---|---|---|---|\n"
    "| 1 | 城南区 | 梧桐苑 | 完善型 | 2033年 |\n| 2 | 城南区 | 清波里 | 基本型 | 2034年 |\n"
    "| 3 | 城南区 | 石榴园 | 完善型 | 2034年 |\n| 4 | 河口县 | 望江台 | 完善型 | 2034年 |\n"
    "| 5 | 河口县 | 渔湾村 | 基本型 | 2035年 |\n"
)
RULES = (
    "浔江州市自动扶梯管理办法\n\n第一章  总  则\n\n第一条  为了加强自动扶梯管理，制定本办法。\n"
    "第二条  本市自动扶梯的使用、维护保养适用本办法。\n家庭自用的扶梯，不适用本办法。\n\n"
    "第二章  使用\n\n第三条  市市场监管局负责扶梯安全监督管理工作。\n"
    "第四条  扶梯警示标线由市市场监管局会同市商务局施划。\n"
    "第五条  乘用扶梯不得有下列行为：\n（一）逆行、奔跑；\n"
    "（二）推婴儿车、购物车；\n（三）坐卧梯级。\n"
    "第六条  使用管理单位应当自投入使用之日起三十日内到市市场监管局办理登记。\n"
    "第七条  商场扶梯每日十时至二十二时运行，夜间停止运行。\n"
    "第八条  维护保养单位接到故障通知后，应当在五十分钟内到达现场；"
    "有人受伤的，应当在二十分钟内到达。\n"
    "第九条  使用管理单位应当在检验有效期届满前两个月申请检验，"
    "自受理之日起八个工作日内实施检验。\n\n"
    "第三章  法律责任\n\n第十条  违反本办法第六条规定，未按时登记的，处三千元以上八千元以下罚款。\n"
    "第十一条  违反本办法第八条规定，未按时到达的，处一千元以上二千元以下罚款。\n\n"
    "第四章  附  则\n\n第十二条  本办法自2034年5月1日起施行，有效期五年。"
    "《浔江州市扶梯暂行规定》同时废止。\n"
)
BATCHES = (
    "# 柳溪州市2033年文化体育惠民便企事项清单\n\n"
    "2032年全市发放书店开办凭证1200张。\n\n## 第一批\n\n"
    "| 序号 | 事项 | 牵头单位 | 配合单位 | 申请材料压减 | 上线时间 |\n|---|---|---|---|---|---|\n"
    "| 1 | 书店开办 | 市文化局 | 市消防队 | 14份减至5份 | 2033年4月底前 |\n"
    "| 2 | 球场预订 | 市体育局、市文化局 | 市大数据局 | 9份减至2份 | 2033年6月底前 |\n\n"
    "## 第二批\n\n"
    "| 序号 | 事项 | 牵头单位 | 配合单位 | 申请材料压减 | 上线时间 |\n|---|---|---|---|---|---|\n"
    "| 3 | 剧场演出申报 | 市文化局 | 市公安局 | 11份减至6份 | 2033年8月底前 |\n"
    "| 4 | 泳池开放备案 | 市体育局 | 市卫生局 | 8份减至4份 | 2033年9月底前 |\n"
    "| 5 | 非遗传承人认定 | 市文化局 | 市财政局 | 10份减至7份 | 2033年11月底前 |\n"
)
CLINICS = (
    "澄泽市医疗服务管理办法\n\n第一条  为规范医疗服务，制定本办法。\n"
    "第二条  公立医院设立国际医疗部的，床位数量上限为60张。\n"
    "第三条  患者可以通过电话、网上平台或者现场窗口预约挂号。\n"
    "第四条  各科室应当按期完成年度任务。逾期未完成的，对责任人给予警告处分。\n"
    "第五条  未取得执业许可擅自行医，构成犯罪的，处三年以下有期徒刑。\n"
)

Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def ask_bureaus(shipped_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    place = tmp_path_factory.mktemp("bureaus")
    (place / "corpus").mkdir()
    for name, text in {"县": COUNTY, "水务": WATER, "邻里": CIRCLES, "惠民": BATCHES}.items():
        (place / "corpus" / f"{name}.md").write_text(text, encoding="utf-8")
    (place / "corpus" / "医疗.txt").write_text(CLINICS, encoding="utf-8")
    (place / "corpus" / "扶梯.txt").write_text(RULES, encoding="utf-8")
    copytree(layout.cache_folder(shipped_folder), layout.cache_folder(place / "index"))
    build_index(place / "corpus", place / "index")
    index = Index.open(place / "index")
    assistant = Assistant(index)

    def asked(question: str, *earlier: str) -> Answer:
        history: list[Turn] = []
        for said in earlier:
            user, _, reply = said.partition("|")
            reply = reply or assistant.ask(user, history).text
            history += [Turn("user", user), Turn("assistant", reply)]
        return assistant.ask(question, history)

    yield asked
    index.close()


def cited(answer: Answer) -> set[str]:
    return {citation.item.text[:4] for citation in answer.citations}


@pytest.mark.parametrize(
    ("question", "items", "count"),
    [
        ("松阳川县的民生实事有哪些", {"扩建实验", "新建老年", "更换公交"}, None),
        ("松阳川民生实事里头，期限正好落在九月底的是哪些", {"新建老年"}, None),
        ("松阳川哪些民生项目的预算破了一千万？报个数和名单", {"扩建实验", "更换公交"}, 2),
        ("澜江市的任务里属于民生实事的有几项", {"改造供水", "消除积水"}, 2),
        ("邵敏副县长手上分管着松阳川几项任务，逐个念给我听", {"提升古道", "发展乡村"}, 2),
        ("松阳川民生实事里哪项最花钱", {"扩建实验"}, None),
        ("松阳川哪些任务要在7月底前完成", {"更换公交"}, None),
    ],
)
def test_a_list_of_one_document_is_meant_by_its_name(
    ask_bureaus: Ask, question: str, items: set[str], count: int | None
) -> None:
    answer = ask_bureaus(question)
    assert cited(answer) == items
    assert answer.count == count


def test_what_a_list_costs_is_added_up_and_counted(ask_bureaus: Ask) -> None:
    answer = ask_bureaus("松阳川2033民生实事一共几个项目，总共要花多少钱")
    assert "4940万元" in answer.text
    assert answer.count == 3


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("2034年要建成的完善型邻里中心，沁源州定在哪几个小区", {"石榴园", "望江台"}),
        ("沁源州名单里城南区占了几个小区？名字都报一下", {"梧桐苑", "清波里", "石榴园"}),
        ("河口县的试点，2035年的有哪些", {"渔湾村"}),
        ("城南区哪个小区是2033年建成的", {"梧桐苑"}),
    ],
)
def test_years_and_kinds_of_a_list_narrow_it(
    ask_bureaus: Ask, question: str, items: set[str]
) -> None:
    assert {citation.item.title for citation in ask_bureaus(question).citations} == items


def test_a_year_and_a_kind_taken_for_granted_are_corrected(ask_bureaus: Ask) -> None:
    text = ask_bureaus("沁源州的清波里定的是完善型，2035年才建，对吧").text
    assert "基本型" in text
    assert "2034年" in text


def test_a_place_that_no_document_is_of_is_refused(ask_bureaus: Ask) -> None:
    assert ask_bureaus("铜梧市的邻里中心试点小区都有谁").refused


def test_which_vice_head_is_in_charge(ask_bureaus: Ask) -> None:
    assert "贺云山" in ask_bureaus("松阳川的燃气管道更新是哪位副县长在管").text


def test_a_person_taken_for_granted_is_put_right_first(ask_bureaus: Ask) -> None:
    answer = ask_bureaus("听说贺云山管着松阳川的露营地，他那儿三季度要发展什么")
    assert answer.text.startswith("更正")
    assert "邵敏" in answer.text
    assert cited(answer) == {"发展乡村"}


def test_a_sum_of_money_that_no_item_states_is_refused(ask_bureaus: Ask) -> None:
    assert ask_bureaus("澜江的积水点整治总投资多少个亿").refused


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("浔江州扶梯办法从几号起作数，早先那个规定还用不用", ("2034年5月1日", "废止")),
        ("浔江州的扶梯办法哪天生效的？旧的那个规定呢", ("2034年5月1日", "废止")),
        ("坐浔江州的扶梯不准干哪些事，列了几条", ("逆行", "购物车", "坐卧", "3项")),
        ("自己家里装的扶梯，也归浔江州这个办法管吗", ("不适用",)),
        ("浔江州商场的扶梯晚上开到几点", ("二十二时",)),
        ("浔江州扶梯上的标线归哪个单位来画线", ("市市场监管局",)),
        ("浔江州的扶梯投用后没去登记，会挨什么罚", ("三千元", "八千元")),
        ("浔江州扶梯的检验要提前多久去申请", ("届满前两个月",)),
        ("浔江州的扶梯办法有没有期限，管几年", ("有效期五年",)),
        ("浔江州的扶梯伤了人，维保得在多少分钟里到", ("二十分钟",)),
    ],
)
def test_rules_are_asked_about_in_lay_words(
    ask_bureaus: Ask, question: str, said: tuple[str, ...]
) -> None:
    answer = ask_bureaus(question)
    assert not answer.refused
    assert not [words for words in said if words not in answer.text]
    assert "检验" in question or "检验有效期" not in answer.text


@pytest.mark.parametrize(
    ("earlier", "question", "said"),
    [
        (
            "浔江州的扶梯投用后要到哪登记|按第六条，到市市场监管局办理。",
            "超期没去办会怎么处理",
            "八千元",
        ),
        (
            "浔江州扶梯伤了人，维保多久得到|根据第八条，二十分钟内。",
            "不是伤人，就是停了，那给多长时间",
            "五十分钟",
        ),
        ("沁源州完善型的邻里中心奖多少|完善型奖补70万元。", "基本型的给多少", "50万元"),
    ],
)
def test_follow_ups_on_rules_and_amounts(
    ask_bureaus: Ask, earlier: str, question: str, said: str
) -> None:
    assert said in ask_bureaus(question, earlier).text


def test_the_middle_one_of_three_is_pointed_at(ask_bureaus: Ask) -> None:
    earlier = "松阳川县的民生实事有哪些"
    assert "县民政局" in ask_bureaus("中间那个归谁负责", earlier).text


def test_a_reply_in_other_words_says_which_item_is_at_hand(ask_bureaus: Ask) -> None:
    earlier = "松阳川有跟旅游相关的活吗|有，提升古道景区步道，9月底完成。"
    assert "邵敏" in ask_bureaus("它归哪位领导分管", earlier).text


def test_an_office_does_without_the_name_of_its_place(ask_bureaus: Ask) -> None:
    answer = ask_bureaus("水务集团打头的活一共几项（澜江的）")
    assert cited(answer) == {"整治河道"}
    assert answer.count == 1


def test_an_office_of_a_county_that_no_document_is_of_is_refused(ask_bureaus: Ask) -> None:
    assert ask_bureaus("河口县教育局今年要扩建几所小学").refused


def test_the_year_of_a_column_is_asked_for(ask_bureaus: Ask) -> None:
    text = ask_bureaus("望江台是哪一年建成的，什么类型").text
    assert "2034年" in text
    assert "完善型" in text


def test_a_column_of_one_sheet_is_none_of_the_other(ask_bureaus: Ask) -> None:
    assert ask_bureaus("松阳川的露营地要花多少钱").refused


def test_how_many_things_and_who_leads_are_asked_of_one_item(ask_bureaus: Ask) -> None:
    answer = ask_bureaus("松阳川要更换多少辆公交车，谁负责")
    assert "15辆" in answer.text
    assert "县交通局" in answer.text


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("柳溪州文体惠民清单一共列了多少项任务", 5),
        ("文体便企清单里总共几条", 5),
        ("柳溪州第一批上线的有几个事项", 2),
        ("柳溪州第二批要上线的一共多少个", 3),
        ("柳溪州下半年上线的有几个", 3),
        ("柳溪州三季度上线的事项有几项", 2),
        ("柳溪州市文化局主办的有几项，和别家联合主办的也算", 4),
        ("柳溪州市体育局主办几项，共同主办的也都算上", 2),
        ("柳溪州市文化局联合主办的有几项", 1),
    ],
)
def test_a_list_is_counted_by_its_title_batches_and_time_column(
    ask_bureaus: Ask, question: str, count: int
) -> None:
    assert ask_bureaus(question).count == count


@pytest.mark.parametrize(
    ("question", "earlier", "said"),
    [
        ("柳溪州书店开办，材料减到几份", (), "14份减至5份"),
        ("柳溪州泳池开放备案要交的材料能压缩到多少份", (), "8份减至4份"),
        ("材料可以精简到几份", ("柳溪州球场预订谁牵头|市体育局、市文化局牵头。",), "9份减至2份"),
    ],
)
def test_what_a_column_says_of_fewer_papers(
    ask_bureaus: Ask, question: str, earlier: tuple[str, ...], said: str
) -> None:
    assert said in ask_bureaus(question, *earlier).text


def test_which_papers_are_needed_is_no_number_of_them(ask_bureaus: Ask) -> None:
    assert ask_bureaus("柳溪州书店开办要准备什么材料").refused


def test_what_articles_say_of_an_office(ask_bureaus: Ask) -> None:
    text = ask_bureaus("浔江州扶梯办法里，市市场监管局管什么").text
    assert "负责扶梯安全监督管理工作" in text
    assert "会同市商务局施划" in text
    assert "第六条" in text


def test_what_an_office_of_a_table_does_is_a_list(ask_bureaus: Ask) -> None:
    assert cited(ask_bureaus("柳溪州市体育局管什么")) == {"球场预订", "泳池开放"}


def test_a_penalty_of_the_article_at_hand_stands_alone(ask_bureaus: Ask) -> None:
    earlier = "浔江州的扶梯投用后要到哪登记|按第六条，到市市场监管局办理。"
    answer = ask_bureaus("没按时登记的罚多少", earlier)
    assert [citation.item.label for citation in answer.citations] == ["第十条"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("澄泽的国际医疗部，床位上限是多少", "60张"),
        ("澄泽看病怎么挂号", "现场窗口预约挂号"),
        ("澄泽的科室任务完不成怎么处分", "警告处分"),
        ("澄泽没许可擅自行医要判几年", "三年以下有期徒刑"),
        ("柳溪州书店开办凭证去年发了多少张", "1200张"),
    ],
)
def test_what_is_seldom_stated_is_told_where_it_is(
    ask_bureaus: Ask, question: str, said: str
) -> None:
    assert said in ask_bureaus(question).text


@pytest.mark.parametrize(
    "question",
    [
        "柳溪州书店开办凭证前年发了多少张",
        "镇江市文化局的书店开办什么时候上线",
        "书店开办由镇江市文化局牵头吗",
    ],
)
def test_another_year_and_an_office_of_another_town_are_refused(
    ask_bureaus: Ask, question: str
) -> None:
    assert ask_bureaus(question).refused
