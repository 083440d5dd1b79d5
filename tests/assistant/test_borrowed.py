"""Sentences that take a person, a role, a kind or a term from the question, not from evidence."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.phrasing.ground import Ground, ground_of
from assistant.phrasing.proof import SentenceProver
from assistant.phrasing.sentences import SentenceCutter
from ingest import Cell, Deadline, DeadlineKind, Document, ItemKind, PolicyItem

LICENCES = (
    "在夯实原有业态的基础上，推动“宠物诊所”“书店”两个新业态的综合许可改革，"
    "编制办事指南，整合申请表。"
)
KILNS = "加强砖窑跨部门综合监管，完善排放衔接监管机制，加强联合检查。"
CARE = "促进托育机构与社区学校毗邻规划建设，积极推广家庭课堂。"
RULE = "本规定自2031年5月1日起施行。2019年3月2日榆河市人民政府发布的《榆河市渡口办法》同时废止。"
PENALTY = "伪造票据、骗取补助的，追回全部补助，4年内不得再次申请；情节严重的，移送公安机关处理。"
CATTLE = (
    "牛只转让的，由受让人自受让之日起20日内办理变更；"
    "牛只死亡或者走失的，自死亡或者走失之日起20日内办理注销。"
)
MOORINGS = (
    "公共码头，停靠时间按照下列规定免收停靠费：\n（一）渔船泊位四十分钟以内；\n"
    "（二）游船泊位九十分钟以内。\n渔船泊位每日二十时至次日六时免收停靠费。"
)


@pytest.fixture(scope="module")
def prover(assistant: Assistant) -> SentenceProver:
    return SentenceProver(["渔政科", "港航科", "安监科"], assistant.vocabulary.places)


def _ground(
    text: str,
    lead: tuple[str, ...] = (),
    helpers: tuple[str, ...] = (),
    time: str = "",
    cells: tuple[Cell, ...] = (),
) -> Ground:
    issuer = "榆河市人民代表大会常务委员会"
    document = Document(
        "elm-2032", "榆河市便民规定", "便民规定", issuer, None, 2032, "榆河市",
        "plain", "", "rules.md", "", text,
    )  # fmt: skip
    return ground_of(
        PolicyItem(
            item_id="elm-2032#1", kind=ItemKind.TASK, number=1, label="1", doc_id="elm-2032",
            doc_title=document.title, text=text, start=0, end=len(text), title="", section=None,
            group_number=None, group_title=None, lead=lead, cooperating=helpers, units=(),
            deadline=Deadline(time, DeadlineKind.OTHER, None) if time else None,
            owners_certain=True, recognised=False, cells=cells,
        ),
        document,
    )  # fmt: skip


def _faults(prover: SentenceProver, ground: Ground, said: str, question: str) -> tuple[str, ...]:
    cutter = SentenceCutter()
    sentence, *_ = [*cutter.feed(said), *cutter.finish(complete=True)]
    return prover.judge(sentence, [ground], question).faults


@pytest.mark.parametrize(
    ("ground", "said", "question"),
    [
        (_ground(LICENCES), "面馆属于原有业态[1]。", "面馆算不算原有业态"),
        (_ground(LICENCES), "书店可以办理综合许可证[1]。", "开书店的可以办理综合许可证吗"),
        (_ground(KILNS, ("渔政科",)), "渔政科会同税务部门开展联合检查[1]。", "税务部门也来查吗"),
        (_ground(KILNS, ("渔政科",)), "渔政科将会同环保部门开展联合检查[1]。", "谁来查砖窑"),
        (_ground(CARE, ("港航科",)), "深化校联体建设，由港航科牵头[1]。", "校联体今年干啥"),
        (_ground(CARE, ("港航科",)), "出了问题由港航科承担首要责任[1]。", "首要责任是谁的"),
        (_ground(CARE, ("港航科",)), "这项工作由周大河分管[1]。", "周大河分管的有哪些"),
        (_ground(RULE), "本规定由榆河市人民政府发布[1]。", "榆河市人民政府发布的规定哪天施行"),
        (
            _ground(PENALTY),
            "伪造票据、骗取补助的，追回全部补助，并移送公安机关处理[1]。",
            "骗了怎么办",
        ),
        (_ground(CATTLE), "牛只死亡的，自走失之日起20日内办理注销[1]。", "牛死了几天内注销"),
        (_ground(CATTLE), "牛只转让的，自死亡之日起20日内办理注销[1]。", "牛卖了几天内注销"),
        (_ground(MOORINGS), "游船泊位停靠四十分钟以内的，免收停靠费[1]。", "停多久不收费"),
    ],
)
def test_the_question_is_no_evidence(
    prover: SentenceProver, ground: Ground, said: str, question: str
) -> None:
    assert _faults(prover, ground, said, question)


@pytest.mark.parametrize(
    ("ground", "said", "question"),
    [
        (_ground(LICENCES), "宠物诊所属于新业态[1]。", "宠物诊所算不算新业态"),
        (_ground(RULE), "本规定由榆河市人民代表大会常务委员会发布[1]。", "谁发布的"),
        (_ground(PENALTY), "情节严重的，移送公安机关处理[1]。", "骗了怎么办"),
        (_ground(CATTLE), "牛只死亡的，自死亡之日起20日内办理注销[1]。", "牛死了几天内注销"),
        (_ground(CATTLE), "牛只走失的，自走失之日起20日内办理注销[1]。", "牛丢了几天内注销"),
        (_ground(MOORINGS), "渔船泊位停靠四十分钟以内的，免收停靠费[1]。", "停多久不收费"),
    ],
)
def test_what_evidence_says_is_kept(
    prover: SentenceProver, ground: Ground, said: str, question: str
) -> None:
    assert _faults(prover, ground, said, question) == ()


def test_titles_and_persons_are_those_of_the_column(prover: SentenceProver) -> None:
    ground = _ground("新建渔港2处", ("港航科",), cells=(Cell("分管领导", "何山"),))
    question = "新建渔港是哪位副市长何山分管的，周大河分管吗"
    assert _faults(prover, ground, "新建渔港由何山分管[1]。", question) == ()
    assert _faults(prover, ground, "新建渔港由副市长何山分管[1]。", question)
    assert _faults(prover, ground, "新建渔港由周大河分管[1]。", question)


def test_a_limit_of_one_is_not_that_of_all(prover: SentenceProver) -> None:
    ground = _ground("渔具补助按实际支出的三分之二发放", time="新手不超过2年，其他人员不超过5年")
    question = "渔具补助几年"
    assert _faults(prover, ground, "渔具补助的期限均不超过5年[1]。", question)
    assert _faults(prover, ground, "渔具补助的期限不超过5年[1]。", question)
    kept = "渔具补助的期限为新手不超过2年，其他人员不超过5年[1]。"
    assert _faults(prover, ground, kept, question) == ()


def test_helpers_go_on_and_the_first_is_the_first(prover: SentenceProver) -> None:
    ground = _ground("编制潮汐应急预案", ("港航科", "渔政科"), ("安监科",))
    question = "谁是牵头，排头是谁"
    kept = "港航科牵头，一并配合的还有安监科[1]。"
    assert _faults(prover, ground, kept, question) == ()
    assert _faults(prover, ground, "港航科牵头，一并牵头的还有安监科[1]。", question)
    assert (
        _faults(prover, ground, "牵头部门是港航科、渔政科，排在首位的是港航科[1]。", question) == ()
    )
    assert _faults(prover, ground, "牵头部门是港航科、渔政科，排在首位的是渔政科[1]。", question)
