"""Who leads, cooperates or carries out; how names are split, and which are those of offices."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.items import Role
from ingest.names import department
from ingest.persons import is_person, without_person, without_person_behind

_EMPTY = re.compile(
    r"[-—–―/／\\、，\s]*|[（(]?无[）)]?|暂无|不涉及|同上级?|空"
    r"|(?:待|未)(?:定|明确)|另行(?:确定|明确|通知)|详?见附[件表]\d*|同牵头单位"
)
MARKS = "▲△★☆●◆※＊*"  # before or behind the name of who leads, where the document says so
_LISTED = re.compile(r"^[ \t]*\d{1,2}[.．、)）]|[ \t]*(?:[（(]\d{1,2}[）)]|[①-⑳])", re.MULTILINE)
# ①市城管局（管渠）②市水利局（河道）: a list that says which part is whose.
_SHARES = re.compile(r"(?:[（(]\d{1,2}[）)]|[①-⑳])[^（()）①-⑳]+?(?P<share>[（(][^（()）]+[）)])")
# Who watches over the work of another owns nothing: （市水利局监督指导）.
_OVERSEEN = re.compile(r"[（(](?:由|接受)?(?P<who>[^（()）]{4,60})[）)]$")
_OVERSEES_IT = re.compile(
    "(?:负责|牵头)?(?:(?:监督|指导|督导|督办|监管|督促)(?:管理|落实|检查)?)+$"
)
# 县水利局：负责河道
_DUTY_BEHIND = re.compile(
    "[：:](?:负责|承担|组织|做好|落实|开展|指导|统筹|协调|提供|按).*$|[（(](?:具体)?负责[^（()）]+[）)]$"
)
# 区卫健局（牵头）区教育局: what a name's role in brackets parts from the next one.
_ROLE_BEHIND = re.compile(
    r"(?<=[一-鿿）)])[（(](?:共同|联合)?(?:牵头?|主办|主责?|责任|配合?|协办?|协同|参与)(?:单位|部门|处室|科室)?[）)]"
    r"(?=\s*[一-鿿])"
)
_PHONE = re.compile(
    r"[（(](?:(?:联系)?电话|手机)?[：:]?\d[\d-]{6,}[）)]"
    r"|\s+(?:(?:联系)?电话|手机)?[：:]?\d[\d-]{6,}(?=[、，,；;\s]|$)"
)
_OF_YEAR = re.compile(r"[（(](?:19|20)\d\d年度?[）)]")
_AS_DUTY = re.compile("按(?:照)?(?:各自)?(?:职责|职能)(?:分工)?(?:负责|落实|实施|做好)?$")
_IN_ANY_ORDER = re.compile("[（(](?:排名|以上)?(?:不分|不论)(?:先后|顺序|主次)(?:顺序)?[）)]$")
_LEVEL_BEFORE = re.compile("^(?:[省市区县州旗镇乡村]级|[一-鿿]{0,2}层面|属地)[：:]")
_OF_KINDS = re.compile("([一-鿿]{2,6})等[一-鿿]{0,4}(?:单位|部门|企业|公司|机构)")
_KIND = re.compile("[一-鿿]{2,6}")
_PLACE_ENDS = "区县市镇乡村"
_SEPARATORS = "、，,；;/／∕\\|｜&＆+＋→＞>"
_OPEN, _CLOSE = "（(〔[［【“《", "）)〕]］】”》"
_LEVELS = "省市区县州旗镇乡"  # 市规划和自然 资源局 behind 市财政局 is a name of its own
_LONGEST = 40  # characters of a name
_FEWEST_STACKED = 3  # names one a line
_SHORTEST_STACKED = 4  # characters of one that does not end as offices do
# How the name of an office ends.
_OFFICE = re.compile(
    r"(?:[局委办部厅院处科室队所站司会署厂行校馆社团府院股组港协庭村]|[工妇残侨文台青学商科]联|[城水交建国农产旅]投|[一-鿿]{2}中央|海关|[大中小]学|"
    r"(?:电视|气象|广播)台|中心|公司|集团|政府|机构|部门|单位|医院|医疗机构|企业|[国央民]企|党组织|党总支|支部|"
    r"学校|银行|街道|街镇|镇街|各镇|[镇乡区县园]|联社|法院|协会|基金|平台|基地|园区|窗口|支队|大队|专班|机关)(?:[（(〔\[【][^（()）〕\]】]*[）)〕\]】])?$"
)
# The ends of names that are no names behind such words: 县人民政府 办公室, 某某集团 有限公司.
_REST_OF_NAME = re.compile(
    r"(?:政府|[省市区县州旗]委|委员会|小组|指挥部)\s办公室$|[区园]\s(?:管委会|管理委员会)$|街道\s办事处$"
    r"|[市区县镇乡]\s人民政府$|\s(?:有限|股份)(?:责任)?公司$|机关\s工委$"
)
# 市应急管理局市消防救援支队: two names whose space was lost where a cell breaks its lines; not
# 市公安局市南分局 or 区教育局区级示范校, and 市委市政府督查室 is one office.
_NEXT_NAME = re.compile(
    r"(?<=[局办厅院队府])(?=(?P<level>[省市区县州旗])(?![场政民区容属级直级本内外城南北中东西]|[域划间道])[一-鿿]{3,})"
)
_SHORTEST_NAME = 4
_BARE_KIND = re.compile("(?:政府|人民政府|部门|单位|机构|处室|科室|企业)")
_OF_SAME_PLACE = re.compile("党委|党?工委|管委会|管理委员会|(?:人民)?政府")
# What a bracket says of a building project and not of the office: （区城投代建）.
_REMARK = re.compile(r"(?<=[一-鿿]{2})[（(][^（）()]*(?:代建|配建|承建|项目|标段)[）)]$")
_PLACES = (
    "(?:县级市|自治[县州旗]|乡镇|镇街|街镇|县区|区县|街道|[市县区旗镇乡])(?:（[^（）]{1,8}）)?"
)
_BARE_PLACE = re.compile(f"{_PLACES}(?:人民政府|政府|党委|管委会)?")
_PLACE = re.compile("[一-鿿]{1,6}(?:新区|[区县镇乡]|街道)")
_EVERY_PLACES = re.compile(f"各(?:有关|相关)?{_PLACES}(?:、{_PLACES})*")
_GENERAL_KIND = re.compile("(?:有关|相关|各)(?:部门|单位|机构|处室|科室|企业)$")
_NOT_OFFICE = re.compile(
    r"[。！？：:%％]|^\d|^[（(][\d一二三四五六七八九十]{1,3}[）)]|^[^一-鿿A-Za-z（(]|[的了]|(?<!自)由|^(?:充分|发挥|依托|鼓励|督促|争取|对接|引导|委托)(?=..)|工作$|[农乡]村$|^(?:牵头|责任|配合|主办|承办|成员|主管|协办|参与|落实|实施)(?:单位|部门|处室|科室|专班|机构|主体)$|^(?:全部|大部|内部|局部|机会|委会|员会|事处|公室)$|社会$|城乡$|^[省市区县州旗](?:机关|乡)$"
    r"|(?:[布格大开结]|(?<!安)全)局$|(?:[施执进实运试推履举]|(?<!农)发)行$|[干内外上下]部$|[住场厕会]所$|(?:[即立特快通好督交举主承协代帮]|马上就?|就近|[网掌]上|一次|限期)办$|^(?:依法|严肃|及时)?查处$"
    r"|\d月|(?:19|20)\d\d年"  # 县民政局 5月底前动工
    r"|^(?:开工|动工|启动|建成|迁建|改建|扩建|续建|完成|加快|新增|新建(?![区县镇乡村]))(?=..)"
    r"|^(?:(?:必要|需要)时|特殊情况下|原则上|同时|其中|[需须应可](?:要|当|以)?[经报由]|报经"
    r"|经(?![济信开发贸管科商]))(?=..)"  # 必要时经市财政局批准
    r"|^(?:下列|以下|前款|前述)|家庭$|网站$"  # words that only end as offices do
    r"|^(?:政府|部门|单位|机构|企业|公司|集团|学校|医院|银行|法院|协会|基金|平台|基地|窗口|医疗机构)$"
)


@dataclass(frozen=True, slots=True)
class Owners:
    """Names by role, in the document's order; `certain` is False for sentence subjects."""

    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    certain: bool = True

    def __bool__(self) -> bool:
        return bool(self.lead or self.cooperating or self.units)

    def with_names(self, role: Role, names: tuple[str, ...]) -> Owners:
        """These owners and `names` in a role; a name already in it stays where it is."""
        held = {Role.LEAD: self.lead, Role.COOPERATING: self.cooperating, Role.UNIT: self.units}
        held[role] = _once(held[role] + names)
        return Owners(held[Role.LEAD], held[Role.COOPERATING], held[Role.UNIT], self.certain)

    def joined(self, other: Owners) -> Owners:
        """Both together; certain only when both are."""
        both = Owners(self.lead, self.cooperating, self.units, self.certain and other.certain)
        both = both.with_names(Role.LEAD, other.lead)
        return both.with_names(Role.COOPERATING, other.cooperating).with_names(
            Role.UNIT, other.units
        )


def with_lead_of(own: Owners, over: Owners) -> Owners:
    """Owners stated for one item, completed by those stated for all: all of them, or who leads."""
    if not own:
        return over
    if own.lead or not own.cooperating or not over.lead:
        return own
    helping = set(map(department, own.cooperating))
    kept = tuple(name for name in over.lead if department(name) not in helping)
    certain = own.certain and over.certain
    return Owners(kept, own.cooperating, own.units, certain)


def led_by_first(owners: Owners) -> Owners:
    """Owners listed alike, where the document says that the first one leads."""
    if len(owners.lead) < 2:
        return owners
    helping = _once(owners.lead[1:] + owners.cooperating)
    return Owners(owners.lead[:1], helping, owners.units, owners.certain)


def led_by_marked(owners: Owners, mark: str) -> Owners:
    """Owners without marks; where `mark` stands for the lead, the ones without it cooperate."""
    leads = [name for name in owners.lead if mark and mark in {name[0], name[-1]}]
    helping = [name for name in owners.lead if leads and name not in leads]
    held = (leads or owners.lead, [*helping, *owners.cooperating], owners.units)
    if not any(name.strip(MARKS) != name for listed in held for name in listed):
        return owners
    lead, cooperating, units = (_once(name.strip(MARKS) for name in listed) for listed in held)
    return Owners(lead, cooperating, units, owners.certain)


def led_by_emphasised(owners: Owners, strong: str) -> Owners:
    """Owners of which `strong` names some, where the document says that those lead."""
    leads = tuple(name for name in owners.lead if name in re.sub(r"[^\S\n]+", "", strong))
    if not leads or leads == owners.lead:
        return owners
    helping = [name for name in owners.lead if name not in leads]
    return Owners(leads, _once([*helping, *owners.cooperating]), owners.units, owners.certain)


def is_empty(text: str) -> bool:
    """Whether a cell says that there is nobody: blank, —, / or 无."""
    return bool(_EMPTY.fullmatch(text.strip()))


@lru_cache(4096)
def names(text: str) -> tuple[str, ...]:
    """The names of a list, in order, as written: separators inside brackets do not split.

    A line break or a space splits only between two whole names, so a name broken over lines
    stays one. 等 at the end stays with the last name.
    """
    found: list[str] = []
    text = _balanced(text) if text else text  # a bracket that opens before a whole list
    text = _SHARES.sub(_without_share, text)
    text = _LISTED.sub("、", text)
    text = _PHONE.sub("", _OF_YEAR.sub("、", text))
    text = _ROLE_BEHIND.sub(lambda found: f"{found[0]}、", text)
    for piece in _pieces(_stacked(text) if "\n" in text else text):
        for name in _apart(piece):
            name = canonical(name)
            if found and _goes_on(found[-1], name):
                found[-1] += f"、{name}"
            elif name and not department(name):
                found[-1:] = [last + name for last in found[-1:]]
            elif len(name) > 1 and not is_empty(name):
                found.append(name)
    return _once(_kinds_together(found))


def _kinds_together(found: Sequence[str]) -> list[str]:
    """Names, of which 供电、通信、燃气等产权单位 is one: only the last kind says what they are."""
    whole: list[str] = []
    for name in found:
        kind = _OF_KINDS.fullmatch(name)
        listed = [name]
        while kind and not is_office(kind[1]) and whole and _is_kind(whole[-1]):
            listed.insert(0, whole.pop())
        whole.append("、".join(listed))
    return whole


def _is_kind(name: str) -> bool:
    return bool(_KIND.fullmatch(name)) and not is_office(name)


def _without_share(found: re.Match[str]) -> str:
    """A listed office without the bracket that says which part is its own."""
    share = found["share"][1:-1]
    office = is_office(share) and share[-1] not in _PLACE_ENDS
    return found[0] if office else found[0].removesuffix(found["share"])


def _stacked(text: str) -> str:
    """Names one a line as a list, where no line can be broken at the width of a cell.

    江滨新城 among longer lines that are whole names is one by itself, though nothing in it says so.
    """
    lines = [line.strip() for line in text.strip().split("\n")]
    whole = [is_office(line) for line in lines]
    longest = max(map(len, lines))
    if any(char in text for char in _SEPARATORS) or not whole[0]:
        return text
    if sum(not one for one in whole) != 1 or len(lines) < _FEWEST_STACKED:
        return text
    odd = lines[whole.index(False)]
    fits = _SHORTEST_STACKED <= len(odd) < longest - 1 and odd[0] not in _OPEN
    return "、".join(lines) if fits else text


def _goes_on(name: str, after: str) -> bool:
    """Whether a name goes on in the next one: 各区、县级市, 市直有关部门、单位, 县党委、政府."""
    if name.endswith("工委") and re.match("管(?:委会|理委员会)$", after):
        return True
    if _BARE_KIND.fullmatch(after):
        return is_general(name) or (after.endswith("政府") and name.endswith("党委"))
    return bool(_BARE_PLACE.fullmatch(after) and _EVERY_PLACES.fullmatch(name))


def _once(listed: Iterable[str]) -> tuple[str, ...]:
    """Each office once, as it is written first."""
    first: dict[str, str] = {}
    for name in listed:
        first.setdefault(department(name), name)
    return tuple(first.values())


def canonical(name: str) -> str:
    """A name without white space, a list's 和, stray marks, and a person behind it in brackets."""
    name = without_person(unicodedata.normalize("NFC", name).strip())
    name = re.sub(r"\s+", "", name)
    name = _LEVEL_BEFORE.sub("", name)
    name = re.sub(r"^(?:[和及与]|以及|会同|并由|由|请|责成|[:：。.、]|\d+[.、．])+", "", name)
    name = _AS_DUTY.sub("", _IN_ANY_ORDER.sub("", name))
    name = _REMARK.sub("", _balanced(name.strip("。.；;，,、：:")))
    overseen = _OVERSEEN.search(name)
    if overseen and _is_watched(overseen["who"]):
        name = name[: overseen.start()]
    who = _DUTY_BEHIND.sub("", name)
    if is_office(who) or is_office(name):
        return who if is_office(who) else name
    office = without_person_behind(name)
    return office if is_office(office) else name


def _is_watched(said: str) -> bool:
    """Whether a bracket says who watches over somebody's work: 市住建局指导、市城管局监督."""
    parts = re.split("[、，,；;]", said)
    named = [_OVERSEES_IT.sub("", part) for part in parts]
    return named[-1] != parts[-1] and all(map(is_office, named))


def _balanced(name: str) -> str:
    """A name without a bracket at either end that has no counterpart."""
    opened, closed = (sum(char in marks for char in name) for marks in (_OPEN, _CLOSE))
    if opened > closed and name[0] in _OPEN:
        return name[1:]
    return name[:-1] if closed > opened and name[-1] in _CLOSE else name


def is_office(name: str) -> bool:
    """Whether a text looks like the name of one office or group of offices."""
    name = department(name).strip(MARKS)
    if _EVERY_PLACES.fullmatch(name):
        return True
    whole = sum(char in _OPEN for char in name) == sum(char in _CLOSE for char in name)
    fits = whole and 2 <= len(name) <= _LONGEST
    return fits and bool(_OFFICE.search(name)) and not _NOT_OFFICE.search(name)


def is_place(text: str) -> bool:
    """Whether every name of a list is that of a place, which can also be where something is."""
    return all(map(_PLACE.fullmatch, names(text)))


def is_general(name: str) -> bool:
    """Whether a name means whoever it concerns (各区政府, 相关业务处室) and not one office."""
    return bool(
        re.match("各|相关|有关|其他|其它|本|全|上述|两|双方", name) or _GENERAL_KIND.search(name)
    )


def are_offices(text: str) -> bool:
    """Whether a text is a list of offices and nothing else."""
    found = names(text)
    return bool(found) and all(is_office(name) for name in found)


def _pieces(text: str) -> list[str]:
    """Split at list punctuation outside brackets."""
    pieces, depth, start = [], 0, 0
    for i, char in enumerate(text):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char in _SEPARATORS and not depth:
            pieces.append(text[start:i])
            start = i + 1
    return [*pieces, text[start:]]


def _apart(piece: str) -> list[str]:
    """Split at white space where both sides are whole names."""
    parts = piece.split() if len(piece) <= 10 * _LONGEST else [piece]
    if len(parts) == 2 and is_person(parts[0]) and parts[1][0] in _LEVELS and is_office(parts[1]):
        parts = parts[1:]  # 张三 市教育局
    joined: list[str] = []
    for i, part in enumerate(parts):
        begins = is_office(part) or (part[0] in _LEVELS and is_office("".join(parts[i : i + 2])))
        whole = bool(joined) and is_office(joined[-1]) and begins and part[0] not in _OPEN
        if joined and (not whole or _REST_OF_NAME.search(f"{joined[-1]} {part}")):
            joined[-1] += part
        else:
            joined.append(part)
    return [name for part in joined for one in _parted(part) for name in _conjoined(one)]


def _parted(name: str) -> list[str]:
    """Split where a name of the same level follows a whole one without anything between."""
    for at in _NEXT_NAME.finditer(name) if len(name) <= 3 * _LONGEST else ():
        left, right = name[: at.start()], name[at.start() :]
        alike = left[0] == at["level"] and len(left) >= _SHORTEST_NAME
        if alike and is_office(left) and is_office(_parted(right)[0]):
            return [left, *_parted(right)]
    return [name]


def _conjoined(name: str) -> list[str]:
    """Split 市财政局和市税务局: at a conjunction with a whole name on both sides.

    高新区党工委和管委会 stays whole: the second is no name without the place of the first.
    """
    for link in re.finditer("以及|[和与及·•]", name) if len(name) <= 3 * _LONGEST else ():
        left, right = name[: link.start()], name[link.end() :]
        if _OF_SAME_PLACE.fullmatch(right):
            continue
        if name[: link.start()].count("（") == name[: link.start()].count("）") and (
            is_office(left) and is_office(right) and len(left) > 2 and len(right) > 2
        ):
            return [left, *_conjoined(right)]
    return [name]
