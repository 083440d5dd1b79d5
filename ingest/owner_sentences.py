"""Owners that a sentence names in so many words, and sentences that set owners for others."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from ingest.characters import widened
from ingest.items import Role
from ingest.names import ETC, department
from ingest.outline import number_of
from ingest.owners import Owners, are_offices, is_general, is_office, names

_NAMES = r"[一-鿿（）()、A-Za-z和及与]{2,90}?"
_OPENING_NAMES = r"(?:(?!(?<!自)由)[一-鿿（）()、A-Za-z和及与]){2,90}?"
_ACTS = (
    "共同|建立|开展|推进|制定|做好|组织|研究|加强|完善|落实|出台|加快|探索|负责|按|依法|对|定期|提出|联合|审核|审查"
    r"|编制|办理|实施|统筹|修改|修订|拟订|起草|抓紧|尽快|于(?=[\d本今每])"
    r"|进行|予以|另行|举办|承办|召开|打造|建设|组建|设立|印发|梳理|排查|核查|评估|论证"
)
# Behind such a word, the rest of a name: 组织部, 研究室, but 制定办法.
_IN_NAMES = (
    "局(?!部)|委(?!托|员会)|员会(?![议晤])|办(?![法理公好事学结])|部(?![署分门])|厅|院(?![前内校])|处(?![理置罚分])|科(?![学技普])"
    "|室(?![内外])|股(?![权份东])|站|所(?![有需属])|社(?![会区])|中心(?![城区])"
)
# What an office does with the matter at hand, where it is the agent of a sentence: not 由X批准,
# 由X责令改正 or 办法由X制定.
_ACTING = (
    r"(?:负责|统一|及时|定期|会后|根据[^，。；]{1,20}|按(?:照)?[^，。；]{1,12}|于[^，。；]{1,12})?"
    r"(?:向社会|组织实施|(?:具体|统一)?实施(?!的)|汇总|推进|修改|抓紧|尽快|抓好|做好|提出(?!的)|研究(?!所)|(?:组织|承办)(?=[，。；]|$))"
)
# What an office is charged with at the end of a sentence: 由市机场办负责按程序报批。
_TASKS = (
    "(?:按(?:照)?(?:程序|规定|要求))?(?:报批|报审|报送|申报|协调|对接|跟进|推进|落实|实施|办理|组织|筹备|起草|拟定|编制)"
    "[一-鿿]{0,8}(?:[，。；]|$)"
)
# A verb with what it is done to, in a clause of few words without 的: 容缺办理施工许可.
_DEED = r"(?:(?![的了])[一-鿿]){2,16}(?=[，。；\n]|$)(?<!单位)(?<!部门)(?<!人)"
_LED = re.compile(
    rf"(?:由(?P<by>{_NAMES})(?:共同|联合|具体|分别)?(?:牵头|主办)"
    rf"|由(?P<joint>{_NAMES})(?=(?:会同|商[市区县省国])(?![^，。；]{{0,30}}解释))"
    rf"|(?:^|(?<=[。；：\n]))(?:会议(?:明确|决定|议定|要求|同意|强调)[，：:]?)?由(?P<for>{_NAMES})(?:共同|联合|具体|分别)?负责"
    rf"|(?<=，)由(?P<alone>{_NAMES})(?:共同|联合|具体|分别)?负责(?=[，。；]|$|{_TASKS})"
    rf"|(?:^|(?<=[，。；：\n]))[ \t\u3000]*(?P<who>{_OPENING_NAMES})(?:共同|联合|分别)?"
    rf"(?:牵头(?=[，、会负组]|(?:{_ACTS})(?!的)|{_DEED})|统筹(?=[，；]|(?:解决|推进|协调|落实)[，。；]))"
    rf"|(?:^|(?<=[，。；：\n]))[ \t\u3000]*(?P<beside>{_OPENING_NAMES})(?=会同)"
    rf"|(?:^|(?<=[，。；：\n]))(?P<does>{_OPENING_NAMES})负责(?=[，。；]|$)"
    rf"|由(?P<funds>{_NAMES})统筹(?=解决|安排|保障|推进)"
    # 具体工作由X承担; 资金由X分担，9月底前拨付, but not who bears costs in general
    rf"|(?<=工作|任务|事务)由(?P<bears>{_NAMES})(?:具体)?承担(?=[，。；])"
    rf"|由(?P<shares>{_NAMES})(?=(?:按(?:照)?[\d:：一-鿿]{{0,12}})?(?:共同|分别)?(?:分担|承担|筹措|出资|垫付)[，；]"
    r"[^。；，]{0,16}(?:拨付|到位|支付|兑付))"
    rf"|由(?P<acts>{_NAMES})(?={_ACTING})"
    rf"|(?:^|(?<=[，。；：\n]))(?P<named>{_OPENING_NAMES})(?:作?为|是)(?:牵头|主办|主责|承办)(?:单位|部门|处室|科室)(?=[，。；]|$)"
    rf"|(?:同意|明确|确定|以)由?(?P<owns>{_NAMES})(?:作?为)(?:项目|本项目)?"
    r"(?:业主(?:单位)?|(?:实施|责任|牵头|建设)(?:主体|单位|部门)))"
)
# 同意由A作为实施主体，B为属地责任主体
_OWNS_BESIDE = re.compile(
    rf"[，；](?P<who>{_NAMES})(?:作?为|是)(?:属地|共同|项目)?(?:责任|实施|建设|牵头)(?:主体|单位|部门)"
)
_HELPED = re.compile(
    rf"(?:负责|抓总)?[，、]?[ \t]*(?:会同|联合|商)(?P<with>{_NAMES}(?:{ETC})?)"
    rf"(?=[，。；]|(?<=等)|(?:{_ACTS})(?!{_IN_NAMES})|$)"
    rf"|(?:负责|组织|推进)?[^。；\n]{{0,60}}?[，、；][ \t]*(?P<helpers>{_NAMES})"
    r"(?:(?:积极|共同|予以|做好)?(?:配合|参与|参加|协助|协办|协同)"
    r"|(?:分别|按(?:照)?(?:各自)?(?:职责|职能)(?:分工)?)(?:负责|落实|实施)|具体负责"
    r"|(?:作?为|是)(?:配合|协办|协助|参与|责任)(?:单位|部门|处室|科室))"
)
# 会同市城管局施划。: a verb of any kind between the last office and the end of the clause.
_HELPED_BRIEFLY = re.compile(
    r"[ \t]*(?:会同|联合)(?P<with>(?:(?!由)[一-鿿（）()、和及与]){1,60}"
    r"(?:[局委办厅]|中心|支队|大队|总队|街道|事处|委员会|政府|部门|公司|集团|[残妇工]联|机构|企业))"
    r"(?!所属|下属|直属|系统)(?=[一-鿿]{2,8}[，。；\n])"
)
_REACH = 100  # characters behind 会同 in which its offices stand
_WITH = re.compile(r"[ \t]*(?:会同|联合)")
_NAME_ENDS = re.compile(
    rf"(?:{_IN_NAMES}|支队|大队|总队|街道|事处|管委会|政府|部门|公司|集团|企业|[残妇工]联)"
    "(?=[一-鿿])(?![局主]?[长任]|所属|有关|相关|下属|领导|负责人|机关|党|系统|各|的|、|和|及|与)"
)
_DOES = "负责|牵头|组织|依法|做好|指导|加强|落实|制定|开展|承担|配合|协助|统筹|推进|会同|按"
_SUBJECT = re.compile(
    rf"\s*(?P<who>{_NAMES})(?P<does>要|负责|会同|牵头(?!的|作用|单位|部门|(?:{_ACTS})的)|按(?:照)?(?:各自)?职[责能]"
    rf"|[于在](?=[^，。；]{{1,12}}[前内])|(?:认真|切实|具体)?(?:做好|抓好|抓紧|尽快)(?![^，。；]{{0,12}}的)|[：:](?=\s*(?:{_DOES})))"
)
_CHARGES = re.compile("负责(?![人制任])")
_ALSO = re.compile(rf"(?<=，)(?P<who>{_OPENING_NAMES})负责(?!人)")  # A负责甲，B负责乙
# What a clause tells somebody to do; 各乡镇要 is told as well, and then it is several.
_TOLD = re.compile(
    r"(?:^|(?<=[，；。：\n]))(?P<who>[^，；。：\n要]{2,60})要(?![求件素点害道闻领约么想塞])"
)
# Who is told to watch or to help does not do it: 市交通委要会同有关部门加强跟踪督查.
_WATCHES = re.compile(
    "[^，；。\n]{0,16}?(?:督促|督查|督导|督办|督察|跟踪|监督|指导|统筹|协调|考核|通报|调度|支持|配合|协助|检查)"
)
_ASKED = re.compile(
    r"(?:^|(?<=[。；，\n]))[ \t\u3000]*(?:请|责成|商请|委托)"
    "(?![到向在于将按与和从持携登拨把联咨前及各])(?=[一-鿿])"
    # 议定：由商务局对接海关: what a meeting decides that an office is to do
    r"|(?:^|(?<=[：:]))[ \t\u3000]*由(?=[一-鿿])"
)
_LEVELS_OF = re.compile("[省市县区][、和及]")  # 市、县（区）人民政府
# What an office does by its power is no task: 由市政府批准.
_JUDGES = re.compile(
    "批准|责令|审批|审定|核准|决定|处罚|解释|裁决|没收|吊销|依法|[^，。；]{1,16}的(?![，。；]|$)"
)
_IS_ABOUT = re.compile(rf"(?P<who>{_NAMES})(?:是|为|应|对|负责|要)")
_TITLE_LENGTH = 40
_EVERY = re.compile(
    "各[一-鿿（）()、]{0,8}政府$"
    # the same office of each place: 各县（区）政务服务局
    "|各(?:乡镇|镇街|街镇|区县|县区|市县|县|区|市|街道|镇)(?:[（(][^（()）]{1,8}[）)])?[一-鿿]{2,10}(?:[局委办院校站所]|中心)$"
    "|各(?:乡镇|镇街|街镇|区县|县区|街道|镇)(?:[（(][^（()）]{1,8}[）)])?$"
)
_PARTICULAR = re.compile(
    r"(?!.*(?:部门|单位|企业|机构|机关|居民委员会|村民委员会)$|.*以上)"
    r"(?:.*[局委办厅部处科室署股]$|[一-鿿]{1,4}[市区县旗州镇乡](?:人民)?政府$|(?:市|区|县|省|州|旗|镇|乡|国家|中央)|.{6,}$)"
)


def by_clause(text: str) -> Owners:
    """由A牵头，会同B…: a duty that a sentence states; several, or 由A负责, are not certain."""
    owners, times, certain, text = Owners(), 0, True, widened(text)
    for found in _LED.finditer(text):
        who = next(name for name in found.groups() if name)
        explicit = bool(found["by"] or found["who"])  # 各街道办事处牵头 names every one
        everybody = bool(found["for"] or found["alone"] or found["acts"])
        if not _are_named(who, everybody=everybody, explicit=explicit):
            continue
        times += 1
        certain = certain and explicit
        owners = owners.joined(Owners(names(who), helpers_behind(text, found.end())))
        beside = _OWNS_BESIDE.match(text, found.end()) if found["owns"] else None
        if beside and _are_named(beside["who"]):
            owners = owners.joined(Owners(names(beside["who"])))
    return replace(owners, certain=certain and times < 2)


def helpers_behind(text: str, at: int) -> tuple[str, ...]:
    """Who helps the offices that end at a place of a text: …会同市财政局、市住建局核定。"""
    helped = _HELPED.match(text, at)
    others = (helped["with"] or helped["helpers"]) if helped else ""
    if others and are_offices(others):
        return names(others)
    brief = _HELPED_BRIEFLY.match(text, at)
    if brief and are_offices(brief["with"]):
        return names(brief["with"])
    return _up_to_a_verb(text, at)


def _up_to_a_verb(text: str, at: int) -> tuple[str, ...]:
    """The offices behind 会同 up to the last one: 会同市司法局、市财政局修编…规划."""
    jointly = _WITH.match(text, at)
    behind = text[jointly.end() :][:_REACH] if jointly else ""
    said = re.split("[，。；：\n]", behind, maxsplit=1)[0]
    ends = [found.end() for found in _NAME_ENDS.finditer(said)]
    return next((names(said[:end]) for end in reversed(ends) if are_offices(said[:end])), ())


def by_subject(text: str) -> Owners:
    """市交通委、市公安局要…: whom the first sentence of a text tells to act; never certain."""
    text = re.sub(r"^[（(【][^）)】]{2,20}[）)】]\s*", "", widened(text))
    title = re.match(rf"[^。\n]{{0,{_TITLE_LENGTH}}}[。\n]", text)
    about = _IS_ABOUT.match(text)
    titled = title and not (about and _are_offices_or_all(about["who"]))
    for part in (text, text[title.end() :] if title and titled else ""):
        found = _SUBJECT.match(part)
        if found and _are_named(found["who"], everybody=found["does"] == "负责"):
            lead = names(found["who"])
            if found["does"] == "负责":
                sentence = part[found.end() :].split("。")[0]
                more = (one["who"] for one in _ALSO.finditer(sentence) if _are_named(one["who"]))
                lead += tuple(name for who in more for name in names(who))
            helping = () if found["does"].startswith("按") else helpers_behind(part, found.end())
            owners = Owners(certain=False).with_names(Role.LEAD, lead)
            return owners.with_names(Role.COOPERATING, helping)
    return Owners()


def by_request(text: str) -> Owners:
    """…。请市审计局提前介入: the only offices that a text asks or charges to act; not certain."""
    asked = list(_ASKED.finditer(widened(text)))
    if len(asked) != 1 or _LEVELS_OF.match(text, asked[0].end()):
        return Owners()
    said = re.split("[，。；：\n]", widened(text)[asked[0].end() :][:_REACH], maxsplit=1)[0]
    ends = [found.end() for found in _NAME_ENDS.finditer(said)]
    who = next((said[:end] for end in reversed(ends) if _are_named(said[:end])), "")
    watches = who and (_WATCHES.match(said, len(who)) or _JUDGES.match(said, len(who)))
    return Owners() if not who or watches else Owners(lead=names(who), certain=False)


def by_charge(text: str) -> Owners:
    """…，市交通局负责日常工作: the only offices that a later clause charges; not certain."""
    if len(_CHARGES.findall(text)) != 1:
        return Owners()
    charged = list(_ALSO.finditer(widened(text)))
    if len(charged) != 1 or not _are_named(charged[0]["who"]):
        return Owners()
    watches = _WATCHES.match(text, charged[0].end())
    return Owners() if watches else Owners(lead=names(charged[0]["who"]), certain=False)


def by_demand(text: str) -> Owners:
    """…，市公安局要建立清单: the only offices that a later clause tells to act; not certain."""
    told = list(_TOLD.finditer(widened(text)))
    if len(told) != 1 or not _are_named(told[0]["who"]) or _WATCHES.match(text, told[0].end()):
        return Owners()
    return Owners(lead=names(told[0]["who"]), certain=False)


def _are_offices_or_all(text: str) -> bool:
    return all(is_office(name) or is_general(name) for name in names(text))


def _are_named(text: str, *, everybody: bool = False, explicit: bool = False) -> bool:
    """Whether a text lists particular offices: 各区政府, 有关部门 or 医疗机构 name nobody.

    With `everybody`, 各区政府 counts: it is every one of a known set; with `explicit`, so does
    every kind of office that is said to lead.
    """
    listed = names(text)
    return bool(listed) and all(
        is_office(name)
        and (
            (not is_general(name) and _PARTICULAR.match(name))
            or (everybody and _EVERY.match(name))
            or (explicit and re.match("各(?!有关|相关)", name))
        )
        for name in map(department, listed)
    )


class Scope(StrEnum):
    """Which items a sentence sets owners for."""

    BELOW = "below"  # 以下任务: what follows under the same heading
    ABOVE = "above"  # 上述任务: what came before under the same heading
    SECTION = "section"  # 本部分任务: all under the same heading
    DOCUMENT = "document"  # 未注明牵头单位的任务


_DEFAULT = re.compile(
    r"(?P<scope>以下|下列|下述|上述|以上|本(?:章|节|部分|板块|条|项|领域)|未(?:注明|列明|明确|标注)|本(?:方案|表|清单|计划|要点|文件))"
    rf"[^。；，]{{0,24}}?[，,]?(?:均|统一|皆|都|全部)?由(?P<who>{_NAMES})"
    r"(?:共同|统一|分别|联合|(?P<duty>按(?:照)?(?:各自)?(?:职责|职能)(?:分工)?))?"
    r"(?P<verb>牵头|负责|主办|落实|实施)"
)
_COUNTED = re.compile(
    r"(?:以下|下列|下述|上述|以上)第?(?P<n>\d{1,2}|[一二三四五六七八九十两]{1,3})[项条个件]"
)
_SCOPES = (
    ("以下|下列|下述", Scope.BELOW),
    ("上述|以上", Scope.ABOVE),
    ("未|本(?:方案|表|清单|计划|要点|文件)", Scope.DOCUMENT),
    ("本", Scope.SECTION),
)


@dataclass(frozen=True, slots=True)
class Default:
    """Owners for every item in a scope that states none itself."""

    owners: Owners
    scope: Scope
    said: str = ""  # the sentence from there on, which can set a deadline too
    at: int = 0  # where in the paragraph it begins
    count: int | None = None  # 以上3项任务: how many there are
    of_all: bool = False  # 均, 除另有注明外: what an item does not say itself is set by it


def default_of(text: str) -> Default | None:
    """以下任务均由X负责: the owners that a paragraph sets for other items, or None."""
    found = _DEFAULT.search(widened(text))
    if (
        not found
        or not are_offices(found["who"])
        or not (
            re.search("均|未|统一|全部|任务|工作|事项|项目|本(?:部分|板块|章|节)", found[0])
            or _COUNTED.match(found[0])
            or re.search("除[^，。]{0,12}外[，,]$", text[: found.start()])
        )
    ):
        return None
    scope = next(scope for words, scope in _SCOPES if re.match(words, found["scope"]))
    listed = names(found["who"])
    said = re.split("[。\n]", text[found.start() :], maxsplit=1)[0]
    counted = _COUNTED.match(found[0])
    excepted = bool(re.search("除[^，。]{0,12}外[，,]$", text[: found.start()]))
    default = Default(
        Owners(),
        scope,
        said,
        found.start(),
        number_of(counted["n"]) if counted else None,
        excepted or bool(re.search("均|皆|未(?:注明|列明|明确|标注)", found[0])),
    )
    if found["verb"] in {"落实", "实施"} and not found["duty"]:
        return replace(default, owners=Owners(units=listed))
    helpers = helpers_behind(widened(text), found.end())
    return replace(default, owners=Owners(lead=listed, cooperating=helpers))
