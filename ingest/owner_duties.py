"""What one statement of owners says: labels, clauses with a verb of duty, and times."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.broken_lines import CLOSE, OPEN, whole_lines
from ingest.conventions import FIRST_LEADS, NOTE
from ingest.duty_times import is_counted_time, is_time
from ingest.items import Role
from ingest.owners import (
    Owners,
    are_offices,
    is_empty,
    is_general,
    is_office,
    is_place,
    names,
)
from ingest.roles import role_of, roles_of

_WHEN = re.compile("时限|时间|期限|节点|进度|完成日期|(?:建设|实施|项目)周期|工期")
# 时间：周一至周五9:00—12:00 tells when an office is open.
_HOURS = re.compile(
    r"时间[：:][^；;\n]{0,16}?(?:(?:周|星期)[一二三四五六日末]|(?<![0-9])[0-9]{1,2}[:：][0-9]{2})"
)
_DIVIDES = re.compile("(?:责任|任务|职责|工作)?分工(?:情况)?")  # 责任分工：A牵头，B配合
# Times of a service or of a notice, which nobody has to meet.
_OTHER_TIME = re.compile(
    "补贴|申领|兑[付现]|报到|面试|预约|投票|征集|征求|优惠|上班|作息|值班|"
    "法定|承诺|办理|办结|审批|受理|审核|服务|办公|公示|报名|申报|申请|咨询|接待|营业|开放|领取|缴费|发放"
    "|查询|发布|发文|成文|印发|公开|填报|施行|生效|有效|保存|培训|会议|活动|考试|体检|上报|报送|反馈|统计"
)
_PERSONS = re.compile("责任人|负责人|联系人")
_TO_FINISH = re.compile("(?:办结|办理|审核|上报)(?:时限|期限|时间)|(?:计划|预计)?完成")
_COLON = re.compile("[：:】\\]]")
LABEL = re.compile(
    r"(?<![一-鿿])(?P<label>[一-鿿/]{2,14})(?:[（(](?:单位|部门|处室|科室|主体)[）)])?\s*"
    r"(?:[：:]|(?<=单位|部门|处室|时限|时间)(?<!建设单位|业主单位|项目单位)(?:为|是|[ \t\u3000]+))"
    r"|[【\[〖](?P<boxed>[一-鿿/]{2,14})[】\]〗]\s*[：:]?"
)
_DUTY = (
    r"(?:结合(?:各自)?实际|认真|按(?:照)?(?:有关|工作|规定)?要求)?(?:按(?:照)?(?:各自)?(?:职责|职能)(?:分工)?)?"
    "(?:共同|分别|具体|组织|统筹|分工)?"
)
_AS_DUTY = r"(?:按(?:照)?(?:各自)?(?:职责|职能)(?:分工)?)?"
_AFTER = "(?:负责|组织|推进|落实|实施|组织实施|办理|开展|做好|完成)?"
_HELP = "(?:配合|协助|协同|参与|参加|支持|协办|会办|会同|为辅|次责)"
_VERBS = (
    (Role.LEAD, re.compile(rf"{_AS_DUTY}(?:共同|联合|分别|各自|总|统筹)?牵头{_AFTER}")),
    (Role.LEAD, re.compile(rf"{_DUTY}(?:负责|主办|承办|主责|主抓|主导|负总责|抓总|为主){_AFTER}")),
    (Role.COOPERATING, re.compile(rf"{_AS_DUTY}(?:积极|共同|予以|做好)?{_HELP}{_AFTER}")),
    (Role.UNIT, re.compile(rf"{_DUTY}(?:抓好|负责)?(?:落实|实施|承接|执行)")),
)
_DUTY_WORDS = re.compile(
    "牵头|主[办抓责导]|承办|配合|协[办助同]|参与|会[同办]|负责|[（(\\[][牵主配协][）)\\]]"
)
# 县住建局[牵头]、县财政局[配合]: such a mark stands behind its name, and is no label.
_MARK_BEHIND = re.compile(
    r"(?<=[一-鿿）)])[【\[〖〔](?P<role>牵头|主办|主责|配合|协办|参与)(?:单位|部门)?[】\]〗〕](?=[、，,；;\s]|$)"
)
# A牵头、B配合 and A牵头　B配合: what follows a verb of duty is another clause.
_BEHIND_VERB = re.compile(
    r"(?<=牵头|配合|负责|主办|协办|参与)(?:、|[ \t\u3000]+(?=[一-鿿]{2})"
    "(?!单位|部门|处室|科室|推进|组织|落实|实施|办理|开展|做好|完成))"
)
_WATCHES = re.compile("(.+?)(?:负责)?(?:跟踪)?(?:督办|督导|督促落实)")  # who does owns nothing
_PART = re.compile(
    "(?P<who>[一-鿿（）()、]{2,60}?)(?P<does>负责|承担|做好|抓好|加强|落实|提供|保障)(?![人制])[一-鿿、]{2,14}(?<!的)"
)
_BY_DUTY = re.compile("按(?:照)?(?:各自)?(?:职责|职能)(?:分工)?")
# 省发展改革委会省财政厅 is short for 会同; 管委会市政府 is not.
_JOINTLY = re.compile(
    "会同|联合|商(?=[市区县省国])"
    "|(?<=[局委厅办部院])(?<![管居村常工编]委)会(?=[市区县省州国各中人金有相])"
)
_MARKED = re.compile(
    r"(.+?)[（(〔\[【](?P<all>共同|联合)?(牵头?|主办|主责?|配合?|协办?|参与)(?:单位|部门|处室|科室)?[）)〕\]】]"
)


_HELPED_BY = re.compile(r"(.+?)[（(]([^（）()]+?)(?:配合|协助|协办|参与|参加)[）)]")
_SHARED = re.compile(r"(.+?)[（(](?:共同|联合)(?:牵头|主办)[）)]")
# （牵头）市教育局: a role before its names is a label.
_ROLE_BEFORE = re.compile(
    r"(?:^|(?<=[\n；;]))[ \t\u3000]*[（(](?P<role>牵头|主办|责任|配合|协办|参与)"
    r"(?:单位|部门|处室|科室)?[）)][ \t\u3000]*(?=[一-鿿])"
)
# 牵头市教育局，配合市财政局: a role right before its names, which are of a place or of all.
_ROLE_STUCK = re.compile(
    r"(?:^|[\n；;，,。])[ \t\u3000]*"
    r"(?P<role>(?:牵头|主办|主责|责任|配合|协办|协同|参与)(?:单位|部门|处室|科室)?)"
    r"(?=[省市区县州旗镇乡各](?!级)[一-鿿]{2,12}?(?:局|委|办|厅|院|部|中心|政府|公司|集团|街道|支队|大队)(?:[、，,；;（(。\s]|$))"
)

# 王某、县住建局; 李某/县林业局
_PERSONS_FIRST = re.compile(
    r"(?:^|(?<=[\n；;]))\s*(?P<who>[一-鿿]{2,4}(?:[、，,/／\s]+[一-鿿]{2,3})*?)\s*[、，,/／\s：:]\s*(?=[省市区县州旗镇乡][一-鿿]{2,})"
)
_PERSON_OF = re.compile(  # 刘某（县住建局）
    r"(?:^|(?<=[、，,；;\s]))[一-鿿·]{2,4}[（(](?P<of>[^（()）]{3,30})[）)](?=[、，,；;\s]|$)"
)
_NAMED = re.compile(
    r"(?<=[局委办部厅院处科室队所站会府心司联校馆社镇乡道村])"
    r"(?:(?:[ \t\u3000]+|[/／：:])(?P<who>[一-鿿]{2,4})|[（(][一-鿿]{2,4}[）)]"
    r"|主任|局长|书记|科长|所长)(?=[、，,；;\s]|$)"
)


@dataclass(frozen=True, slots=True)
class Said:
    """One bracket, line or clause, understood."""

    owners: Owners
    when: str = ""


def read_duties(text: str, header: str = "") -> Said:
    """A table cell that may name several roles and a time; plain names lead.

    Under 牵头单位/配合单位 a stroke parts the roles.
    """
    roles = [role_of(one) for one in re.split("[/／]", header)]
    parts = re.split("[/／]", text)
    if len(roles) == 2 and None not in roles and len(parts) <= 2:
        owners = Owners()
        for role, part in zip(roles, parts, strict=False):
            owners = owners.with_names(role or Role.LEAD, names(part))
        return Said(owners)
    said = understand(re.sub(r"(?<!\s)[^\S\n]*\n\s*(?=[一-鿿]{2,8}[：:])", "；", text), Role.LEAD)
    return said or Said(Owners(lead=names(text)))


def read_cell(text: str, role: Role) -> Owners:
    """Owners of a cell under a role's header; words in it can give some of them another role."""
    text = NOTE.sub("", text)
    mixed = role is Role.LEAD and (_DUTY_WORDS.search(text) or _has_roles(text))
    said = understand(text, role) if mixed else None
    return said.owners if said else Owners().with_names(role, names(text))


def labelled(text: str) -> Owners:
    """The owners of a text that is nothing but labels of roles with their names."""
    label = LABEL.match(text.strip())
    begins = label is not None and _COLON.search(label[0]) and _has_roles(text)
    said = understand(text, None) if begins else None
    return said.owners if said else Owners()


def _has_roles(text: str) -> bool:
    """Whether a cell tells roles apart: 责任：各区政府, and on the next line 指导：市住建局."""
    labels = [label for label in LABEL.finditer(text) if _COLON.search(label[0])]
    return any(role_of(words_of(label)) for label in labels)


def without_persons(text: str) -> str:
    """The offices of a cell that names persons too: 县住建局（责任人：李某）, 县委宣传部 赵某."""
    text = re.sub(r"[（(][^（()）]*(?:责任人|负责人|联系人|领导)[：:][^（()）]*[）)]", "", text)
    text = _PERSON_OF.sub(lambda found: found["of"] if is_office(found["of"]) else found[0], text)
    text = _NAMED.sub(lambda found: found[0] if is_office(found["who"] or "") else "", text)
    return _PERSONS_FIRST.sub(lambda found: "" if not is_office(found["who"]) else found[0], text)


def stands_with_persons(text: str) -> bool:
    """Whether a cell under 责任单位 names offices only when persons are left out of it."""
    if _DUTY_WORDS.search(text) or (LABEL.search(text) and _has_roles(text)) or are_offices(text):
        return False
    return are_offices(without_persons(text))


def words_of(label: re.Match[str]) -> str:
    """The words of a label that `LABEL` found."""
    return label["label"] or label["boxed"]


def _is_label(label: re.Match[str]) -> bool:
    """Whether words are a label: those with a mere space behind are often the last of a list.

    责任单位：市财政局、各事业单位　完成时限：6月底.
    """
    words = words_of(label)
    return bool(_COLON.search(label[0])) or (is_known(words) and not is_general(words))


def is_known(label: str) -> bool:
    """Whether a label names a role or a deadline."""
    return role_of(label) is not None or tells_when(label) or bool(_DIVIDES.fullmatch(label))


def tells_when(label: str) -> bool:
    """Whether a label is that of a deadline, and not of a service's or a meeting's time."""
    return bool(_WHEN.search(label)) and not _OTHER_TIME.search(label)


def understand(
    text: str, default: Role | None, *, after_stop: bool = False, closing: bool = False
) -> Said | None:
    """Read a statement whole, or None when any part of it says something else."""
    text = _MARK_BEHIND.sub(lambda found: f"（{found['role']}）", text)
    text = _ROLE_BEFORE.sub(lambda found: f"；{found['role']}：", text)
    text = _ROLE_STUCK.sub(lambda found: f"；{found['role']}：", text)
    text = NOTE.sub("", whole_lines(text)).lstrip("；")
    if FIRST_LEADS.search(text) or _HOURS.search(text):
        return None
    labels = [label for label in LABEL.finditer(text) if _is_label(label)]
    if any(is_known(words_of(label)) for label in labels):
        return _labelled(text, labels, default)
    return read_clauses(text, default, bare=after_stop, closing=closing)


def _labelled(text: str, labels: list[re.Match[str]], default: Role | None) -> Said | None:
    """牵头单位：A，配合单位：B；完成时限：12月: each label goes up to the next.

    What stands before the first one is of the `default` role: 省公安厅；配合部门：省信访局.
    """
    before = text[: labels[0].start()]
    said = read_clauses(before, default) if before.strip() else None
    owners, when = (said.owners, said.when) if said else (Owners(), "")
    roles = roles_of(tuple(words_of(label) for label in labels))
    stops = [*(label.start() for label in labels[1:]), len(text)]
    for label, role, stop in zip(labels, roles, stops, strict=True):
        value = text[label.end() : stop].strip(" \n，,；;。|｜")
        if _PERSONS.search(words_of(label)):
            value = without_persons(value)
        if role and not _COLON.search(label[0]) and not are_offices(value.split("，")[0]):
            return None  # 主管部门是…的行政机关 says what an office is
        if role:
            part = read_clauses(value, role) or Said(Owners().with_names(role, names(value)))
            owners, when = owners.joined(part.owners), part.when or when
        elif _DIVIDES.fullmatch(words_of(label)):
            divided = read_clauses(value, Role.LEAD)
            if divided is None:
                return None
            owners, when = owners.joined(divided.owners), divided.when or when
        elif tells_when(words_of(label)) or (owners and _TO_FINISH.fullmatch(words_of(label))):
            when = value
    nobody = any(
        role and is_empty(text[label.end() :]) for label, role in zip(labels, roles, strict=True)
    )
    return Said(owners, when) if owners or when or nobody else None


def read_clauses(
    text: str, default: Role | None, *, bare: bool = False, closing: bool = False
) -> Said | None:
    """A牵头，B、C配合，12月底前完成: every clause must be owners, a verb of duty, or a time.

    `bare` takes names without a verb as who leads, which is not certain; `closing` does where a
    time stands beside them.
    """
    owners, when = Owners(), ""
    waiting: tuple[str, ...] = ()
    shares = False  # each clause names who does a part
    for clause in _split(_BEHIND_VERB.sub("，", text)):
        watched = _WATCHES.fullmatch(clause)
        if watched and are_offices(watched[1]):
            continue
        found = _duty(clause, waiting, bool(owners.lead))
        if found is None and (found := _part(clause, led=bool(owners.lead) and not shares)):
            shares = shares or not owners.lead
        shared = _SHARED.fullmatch(clause)
        if found is not None:
            owners, waiting = owners.joined(found), ()
        elif shared and are_offices(shared[1]):
            owners = owners.joined(Owners(lead=names(shared[1])))
        elif are_offices(clause):
            waiting += names(clause)
        elif is_time(clause) or ((waiting or owners) and is_counted_time(clause)):
            when = f"{when}，{clause}" if when else clause
        else:
            return None
    role = default or (Role.COOPERATING if owners.lead else None)
    if owners.lead and default is Role.LEAD:
        role = Role.COOPERATING  # A牵头，B under 责任单位
    if waiting and role is None:
        if not (bare or (when and closing)) or is_place("、".join(waiting)):
            return None
        return Said(replace(_marked(waiting, Role.LEAD), certain=False), when)
    if waiting and role:
        owners = owners.joined(_marked(waiting, role))
    return Said(owners, when) if owners or when else None


def _split(text: str) -> list[str]:
    """Split at commas, semicolons and stops outside brackets."""
    clauses, depth, start = [], 0, 0
    for i, char in enumerate(text):
        depth += (char in OPEN) - (char in CLOSE)
        if char in "，,；;。\n" and depth <= 0:
            clauses.append(text[start:i])
            start = i + 1
    found = (one.strip() for one in [*clauses, text[start:]])
    return [part for one in found if one for part in _with_time(_unbracketed(one))]


def _with_time(clause: str) -> list[str]:
    """市水务局 市财政局 6月底前完成, 教务处·6月: a time behind offices is a clause of its own."""
    before, _, last = re.sub("[·•｜|]", " ", clause).rpartition(" ")
    when = is_time(last) or is_counted_time(last)
    return [before, last] if before and when and are_offices(before) else [clause]


def _unbracketed(clause: str) -> str:
    """（市财政局配合） on a line of its own without its bracket."""
    inside = clause[1:-1]
    whole = clause[0] in OPEN and clause[-1] in CLOSE and not set(inside) & {*OPEN, *CLOSE}
    return inside if whole else clause


def _duty(clause: str, waiting: tuple[str, ...], led: bool) -> Owners | None:
    """The owners of one clause: names, then what they do."""
    # 由县级以上人民政府实施 charges nobody in particular.
    charged = clause.startswith("由") and "以上" not in clause
    clause = re.sub("^(?:并?由|以)", "", clause)
    for role, verb in sorted(_VERBS, key=lambda one: one[0] is not Role.UNIT) if led else _VERBS:
        found = re.fullmatch(rf"(?P<names>.*?)(?:{verb.pattern})", clause)
        if not found or not (found["names"] or waiting):
            continue
        jointly = _JOINTLY.split(found["names"], maxsplit=1)
        if not all(are_offices(one) for one in jointly if one):
            continue
        if role is Role.LEAD and led and "牵头" not in clause:
            role = Role.COOPERATING  # A牵头，B按职责分工负责
        alone = charged or _BY_DUTY.search(clause) or len(jointly) > 1
        if role is Role.UNIT and not led and alone:
            role = Role.LEAD  # A、B按职责落实, A会同B落实 or 由A组织实施, where nobody else leads
        if role is Role.COOPERATING and waiting and not led and found["names"]:
            # A，B配合: who is named first and does something else than to help
            return Owners(waiting, names(found["names"]))
        owners = Owners().with_names(role, waiting + names(jointly[0]))
        return owners.with_names(Role.COOPERATING, names("、".join(jointly[1:])))
    together = _JOINTLY.split(clause, maxsplit=1)
    if len(together) == 2 and together[0] and all(map(are_offices, together)):
        return Owners(waiting + names(together[0]), names(together[1]))
    joined = _JOINTLY.match(clause)
    if joined and are_offices(clause[joined.end() :]):
        return Owners(lead=waiting, cooperating=names(clause[joined.end() :]))
    return None


def _part(clause: str, *, led: bool) -> Owners | None:
    """Who does a part: 市财政局负责资金保障 leads with others, and helps where one has the lead."""
    found = _PART.fullmatch(clause)
    if found is None or not are_offices(found["who"]):
        return None
    if led:
        return Owners(cooperating=names(found["who"]))
    return Owners(lead=names(found["who"]), certain=False) if found["does"] == "负责" else None


def _marked(listed: tuple[str, ...], role: Role) -> Owners:
    """市交通委（牵头）、市公安局: a name can carry its role; the others then cooperate."""
    helped = {name: found for name in listed if (found := _HELPED_BY.fullmatch(name))}
    if helped and all(are_offices(found[2]) for found in helped.values()):
        named = tuple(helped[name][1] if name in helped else name for name in listed)
        helping = tuple(name for found in helped.values() for name in names(found[2]))
        return Owners().with_names(role, named).with_names(Role.COOPERATING, helping)
    marked = [(_MARKED.fullmatch(name), name) for name in listed]
    shared = [i for i, (found, _) in enumerate(marked) if found and found["all"]]
    if shared:  # A、B（共同牵头）、C: what stands before the mark shares it
        plain = [found[1] if found else name for found, name in marked]
        together = Owners().with_names(role, tuple(plain[: shared[-1] + 1]))
        return together.with_names(Role.COOPERATING, tuple(plain[shared[-1] + 1 :]))
    leads = any(found and found[3] in "牵头主办主责" for found, _ in marked)
    owners = Owners()
    for found, name in marked:
        if found:
            own = Role.LEAD if found[3] in "牵头主办主责" else Role.COOPERATING
            owners = owners.with_names(own, (found[1],))
        else:
            other = Role.COOPERATING if leads and role is Role.LEAD else role
            owners = owners.with_names(other, (name,))
    return owners
