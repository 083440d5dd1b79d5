"""Put a sentence plainly before it is judged: without frames that assert nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.contrasts import in_columns
from assistant.phrasing.frames import without_frames
from assistant.phrasing.ground import Ground
from assistant.phrasing.issuers import with_place, without_issuer
from assistant.phrasing.words import words

_ROLE_IN_BRACKETS = re.compile(
    "[（【]((?:负责)?(?:牵头|主办|主责|配合|协办|协助|参与|落实|实施)(?:部门|单位|方)?)[）】]"
)
# 县（区）政府, “一业一证”目录（第二版）
_INSIDE = re.compile(f"(?<=[{HAN}”》])（([{HAN}、]{{1,16}}|第[0-9]{{1,3}}[版批期次轮])）")
_ONLY_WRITTEN = re.compile(
    "(?P<column>(?:部门|单位|处室|方)(?:1?栏)?(?:中|里|上)?)(?:只|仅)(?:列出|列明|列有|写明|写出|写有|列|写)了?(?![^，；。]{0,3}[有没])"
)
# 改善办学条件1条的配合部门: 1条 says that the words before it are an item.
_ONE_ITEM = re.compile(
    f"(?<=[{HAN}]{{6}})[这那]?1[条项](?:任务|工作)?(?=的?(?:牵头|配合|协办|相关|时间|完成)|由)"
)
# 除甲外，相关单位还有乙 and 除甲外，乙也配合: 甲 has the same role.
_BESIDES_ROLE = re.compile(
    "除了?(?P<who>[^，。；除]{2,30}?)(?:以外|之外|外)，"
    "(?P<role>(?:牵头|配合|协办|(?:委属)?相关|落实|实施|承接)(?:部门|单位|处室))(?:还|也)(?:有|包括|是)"
)
# 另外2个处是甲、乙，均为配合部门, and 只有甲1个配合部门.
_ROLE = "(?P<role>(?:牵头|配合|协办|(?:委属)?相关|落实|实施|承接)(?:部门|单位|处室))"
_THE_OTHERS = re.compile(
    "(?:^|(?<=[，；。：]))(?:而|那|则)*(?:另外|其余|其他|剩下|余下)的?"
    "(?P<n>[1-9])[个家](?:[处科股]室|部门|单位|[处科股局办])?"
    f"(?:分别)?[是为](?P<list>[^，；。：]+)，(?:均|都|全)*(?:是|为|属于|系){_ROLE}"
)
_NO_OTHER = re.compile(
    f"(?:只|仅)有?(?P<list>[^，；。：只仅有]{{2,24}}?)这?(?P<n>[1-9])[个家]{_ROLE}"
)
# 要点4写的新业态: that it is written there is nothing beside.
_WRITTEN_THERE = re.compile(
    "(?P<which>(?:任务|要点)[0-9]+)(?:里|中|上)?所?(?:写|列|提|说|讲|点名|写[明到出]|列[明出]|提[到出]|说到|讲到)的(?=[^，；。：])"
)
_FIRST_OF = re.compile("：(?=其?[1-9]是|1(?:[头块类件部层边种]|部分)是|第[1-9]、)")
_LIKE = re.compile("^(?:相同点|共同点|相同之处|共同之处)(?=[：，是|])[：，是]?(?=.*[均都同])")
_EXCEPT = re.compile("除(任务[0-9][^。]*?)(?:之外|以外|外)(?=，?(?:其余|其他|另外))")
# 除了甲，还要乙: both are said.
_BESIDES = re.compile(
    "除了?([^，。；]*?)(?:以外|之外|外)?，(?![^，。；]*(?:其他|别的|另有))(?=[^。；]{0,48}?(?:还|也|同时|并)(?![不无未没]))"
)
_POINTS = re.compile(
    "([2-9])(?:点|个(?:方向|着力点|重点|目标|环节|步骤|层面|部分)|大?个?方面|大?[类块]|部分|项|个|档|种|条|步|层|件事)"
    "(?:内容|工作|安排|举措|措施|要求)?(?=[：，])"
)
_EACH_IS = re.compile(
    "另?外?1(?:[块类项个头条件层边种]|部分)(?:是|管|讲|关于)|(?<!另)一方面|另一方面"
)
# 3层意思, 2头: how a model parts what it says; the evidence counts nothing so.
_SUBJECT_OF = re.compile(
    "^(?:(?:牵头)?(?:部门|单位)?的?情况(?:是|为|如下)：|(?:拿|以)(?P<topic>[^，]{2,12})(?:来说|为例)，)"
)
# 有2个，1个是…，另1个是…: each of them is judged.
_ONE_BY_ONE = re.compile("(?<=有)([2-9])[个项条类](?=[，：]1[个项条类]是)")
_LAYERS = re.compile(
    "[2-6](?:层(?:意思|含义|内容)?|个(?:层次|维度|角度|抓手)|头(?=[，：。]))|两头(?=[，：。])|(?<=分[成为])[2-6]类(?=[，：][0-9]项)"
)
# 3个关键词是甲、乙和丙: as many as are listed.
_NAMELY = re.compile(
    "(?P<n>[2-9])(?P<what>(?:个|大|条|点|块|处|方面)+[^，。；：、0-9]{0,5}?)"
    "(?P<tie>(?:分别)?(?:是|为)|[，：](?:即|分别是|也就是)?)(?P<list>[^，。；：]+)(?=[，。；]|$)"
)
_OFFICES = re.compile("部门|单位|处室|科室|机构|任务|要点|事项|项目|牵头|配合|负责|参与")
_MEASURE = re.compile("^(?:个|大|条|点|块|处|方面)+")
_HAS = re.compile("(?:一?共|总共|主要)?(?:有|是|为|包括|分为|分成)$")
_AND = re.compile("、|(?<![参给赋])与|和(?!谐)|以及")
# 配合甲的处室有乙: of 甲, those who help are 乙.
_WHO_DOES = re.compile(
    "(?:^|(?<=[，；：。]))(?P<verb>牵头|配合|协助)(?P<what>[^，。；：]{4,24})的(?:处室|部门|单位)"
    "(?=(?:分别|共)?(?:有|包括|是|为))"
)
# 甲是配合乙开展的工作: what it is about, and then whom it helps.
_IS_TO_HELP = re.compile(
    "是(?=(?:配合|协助)[^，；。]{2,16}的(?:1项)?(?:工作|任务|事项)(?:[，；。]|$))"
)
# 目前仍属探索推动: that it is being tried is what the evidence says of it.
_STILL = re.compile(
    "(?:目前|现在|现阶段|当前)?(?:仍然?|还)(?:属于?|是|处于|处在|在)(?=[^，。；]{0,4}(?:探索|研究|试点))"
)
# 配合部门的原话是…, 相关单位全称为…: what the column holds.
_HOW_WRITTEN = re.compile(
    "(?<=部门|单位|处室)的?(?:1?栏的?)?(?:原话|原文|全称|写法|名称)(?=[是为：])"
)
_IN_CHARGE = re.compile("(?<![市区县省])主[管责办]处室?(?=[是为：])")
# 还要提交…, 另需…, of a list of what is to be handed in.
_PAPERS = re.compile("材料|资料|证件|证明")
_HANDED_IN = re.compile(
    "(?:^|(?<=[，；。：]))(?:此外|另外)?，?(?:还|另|也|并)(?:要|需要?|须|应当?)?(?:提交|提供|准备|携带|附上?)(?=.)"
    "|(?:^|(?<=[，；。：]))(?:另需|另须|还需(?!要))(?=.)"
)
_IN_MOST = re.compile("在(绝?大?多数(?:任务|工作|事项|情况)?)(?:之?中|里|上|下)，")
_COMPARED = re.compile("(?<=不同|相同|一致|一样)：")
_UNLIKE = re.compile(
    "^(?:主要)?(?:不同点|不同之处|区别|差别|差异)(?:在于|是)?(?=[：，|])[：，]?(?!.*[都均])"
)


def plainly(part: str, grounds: Sequence[Ground], behind: str = "") -> str:
    """The canonical text of a part, with roles out of brackets and 一是 behind a comma.

    不同点： and the like are left out: what each item is said to be, is judged. `behind` is the
    canonical text of the sentence behind the part.
    """
    text = canonical(with_place(part, grounds)).replace("”“", "”、“")
    text = _within(text, grounds)
    text = in_columns(without_issuer(without_frames(text, grounds), grounds))
    text = re.sub("(?<=共)(有?[0-9]+)个?(?:编?号|号要点)(?=[，。；]|$)", r"\1条", text)
    text = re.sub("编号([^，]{0,6})，从(?=[0-9])", r"编号\1，编号从", text)
    text = _SUBJECT_OF.sub(lambda found: f"{found['topic'] or ''}，", text)
    for points in _ONE_BY_ONE.finditer(text):
        if len(re.findall("1[个项条类]是", text)) == int(points[1]):
            text = text.replace(points.group(), "几个", 1)
    body = "|".join(one.body for one in grounds)
    for name in words().bodies:  # 民政部门, for 民政
        if name in body and f"{name}部门" not in body:
            text = text.replace(f"{name}部门", name)
    text = _HOW_WRITTEN.sub("", text)
    if "主管" not in body:
        text = _IN_CHARGE.sub("牵头部门", text)
    if _PAPERS.search(body):
        text = _HANDED_IN.sub("还包括", text)
    text = _STILL.sub("是", text)
    text = _IN_MOST.sub(r"\1", text)
    text = _COMPARED.sub("，", _UNLIKE.sub("", _LIKE.sub("", text)))
    text = _ONE_ITEM.sub("", _ONLY_WRITTEN.sub(r"\g<column>只有", text))
    text = _WRITTEN_THERE.sub(r"\g<which>的", text)
    text = _THE_OTHERS.sub(r"\g<role>有\g<n>个，为\g<list>", text)
    text = _NO_OTHER.sub(_none_but, text)
    text = _BESIDES_ROLE.sub(r"\g<role>为\g<who>、", text)
    text = _BESIDES.sub(r"\1，", _IS_TO_HELP.sub("，", text))
    text = _EXCEPT.sub(lambda found: found[1].replace("、任务", "，任务"), text)
    text = _LAYERS.sub(lambda found: _in_layers(found.group(), body), text)
    for points in _POINTS.finditer(text):
        if _lists(text + behind, points.end(), int(points[1])):
            text = text.replace(points.group(), "几点", 1)
    owners = {name for one in grounds for names in one.owners.values() for name in names}

    def whose(found: re.Match[str]) -> str:
        named = any(name in found["what"] for name in owners)
        return found.group() if named else f"{found['what']}，{found['verb']}部门"

    text = _WHO_DOES.sub(whose, text)
    body = "|".join(one.all for one in grounds)
    text = _NAMELY.sub(lambda found: _uncounted(found, body), text)
    return _FIRST_OF.sub("，", _ROLE_IN_BRACKETS.sub(r"\1", text))


def _none_but(found: re.Match[str]) -> str:
    """配合部门只有甲, for 只有甲1个配合部门."""
    as_many = len(_AND.split(found["list"])) == int(found["n"])
    return f"{found['role']}只有{found['list']}" if as_many else found.group()


def _in_layers(said: str, body: str) -> str:
    """几个方面 for 3层, unless the evidence itself counts so: 不超过4层."""
    return said if re.search(f"[0-9]{said[1]}", body) else "几个方面"


def _within(text: str, grounds: Sequence[Ground]) -> str:
    """A canonical text without the brackets inside its words: 3个县区, for 3个县（区）.

    Where the evidence has the words with brackets; without them, it has them too.
    """
    told = "|".join(one.written for one in grounds)

    def bare(found: re.Match[str]) -> str:
        start, end = found.span()
        return found[1] if text[start - 1 : end] in told else found.group()

    return _INSIDE.sub(bare, text)


def _uncounted(found: re.Match[str], body: str) -> str:
    """几个 for a number of things that are listed behind it.

    Not of offices or items, nor of anything that the evidence itself speaks of: two of its three
    新业态 are not all of them.
    """
    ahead = re.split("[，。；：]", found.string[: found.start()])[-1]
    listed = _AND.split(found["list"])
    if len(listed) != int(found["n"]) or _OFFICES.search(ahead + found["what"]):
        return found.group()
    noun = _MEASURE.sub("", found["what"]) or _HAS.sub("", ahead)[-2:]
    if letters(noun)[-2:] in body:
        return found.group()
    return f"几{found['what']}{found['tie']}{found['list']}"


def _lists(text: str, place: int, number: int) -> bool:
    """Whether a canonical text numbers so many things, or has so many clauses behind a colon."""
    numbered = re.search(f"[，；]{number}是", _FIRST_OF.sub("，", text))
    if numbered and f"{number + 1}是" not in text:
        return True
    if not re.search("[项条]$", text[:place]) and number == len(_EACH_IS.findall(text, place)):
        return True
    listed = re.split("[，；]", text[place + 1 :].rstrip("。；"))
    halves = text[place + 1 :].rstrip("。；").split("；")
    return text[place : place + 1] == "：" and number in {len(listed), len(halves)}
