"""Judge a statement that the evidence does not tell something: 依据中没有写明面积."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from assistant.expansion import synonyms_in
from assistant.passages import language
from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.ground import Ground
from assistant.phrasing.sentences import Sentence
from assistant.phrasing.words import classes, equals, words

_JOINS = "(?:但是?|不过|然而|另外|此外|同时|其中|而|且|并且?|目前|现有|也|还|均|都|则|尚|暂|仍)*"
_ALL_GIVEN = "(?:依据|资料|材料|条目|文件|原文|文本|条款|内容)"
_ONE_OF_IT = (
    "(?:[该此这本](?:1?[项条份张个])?(?:任务|要点|工作|事项|条|项|表|办法|方案|通知|指南)"
    "|表格?|分工表|办法|方案|通知|指南|1栏|栏目?)"
)
_WHERE = (
    f"(?:在?(?:所引|所给|给出|提供|现有|已有|上述|以上|这[些份几条]*|[该此本]|检索到|查到|的)*"
    f"(?:(?P<all>{_ALL_GIVEN})|(?P<one>{_ONE_OF_IT}))(?:材料|内容)?(?:当?中|里|上|内)?(?:的)?)?"
)
_TELL = (
    "(?:再|另行?|进一步|单独|明确|直接|具体)*"
    "(?:写明|写出|写到|写|说明|说|载明|列明|列出|列有|列|注明|标明|标注|提到|提及|给出|交代|反映|指明|讲明?|规定|明确)"
    "(?:了|出|到|过|清楚)?(?![的入])"
)
_NOT = "(?:并?没有?|并?未|尚未|均未|不曾)"
_SILENT = re.compile(f"{_JOINS}{_WHERE}{_JOINS}{_NOT}{_TELL}(?P<what>[^|]+)")
_OF_THAT = re.compile(
    f"{_JOINS}(?:至于|关于)?(?P<what>[^|]{{2,16}}?)\\|?{_WHERE}{_JOINS}{_NOT}{_TELL}"
)
_AND = re.compile("、|以及|或者?|[和与及]")
# What the records have a column for is judged by them.
_COLUMN = re.compile(
    "(?:任何|其他|具体|某个?|的)*(?:牵头|配合|协办|协助|责任|(?:委属)?相关|实施|落实)的?(?:部门|单位|处室|方)?"
    "|(?:任何|具体|明确|某?1?个|的)*(?:完成)?(?:时间|时限|期限|月份)(?:节点|要求)?"
)
# Words that say nothing of what is not told.
_TRANSPARENT = re.compile(
    "(?:的|具体|相关|有关|其他|任何|更多|详细|明确|关于|对于?|怎样|如何|是否|能否|要求|情况|规定|细节|安排|信息|说明|内容|问题|事项)+"
)
_TURNS = re.compile("^(?:但是?|不过|而|只|仅)+")
_CONCLUDES = re.compile("因此|所以|故|可见|说明|即|也就是|从而|由此")
_OFFICES = ("部门", "单位", "机构", "机关", "处室", "科室", "主体", "人", "谁", "哪家", "哪个")
_HOW_LONG = "多久|多长时间|几天|几年|几个月|何时"
_LONG = (
    "[0-9]+(?:年|月|日|时|天|周|分|小时|个)|[年月季]底|全年|季|半年|长期|常年|每[年月周日天]|当场|"
    "即时|立即|随时|当[天日]|次日|届|止"
)
# Kinds of things by the last word for them, and how evidence that tells one looks.
_LOOKS = tuple(
    (re.compile(f"(?:{kinds})$"), re.compile(look))
    for kinds, look in (
        ("电话|联系方式|号码|热线|传真", "[0-9]{5,}|电话|热线"),
        ("地址|地点|位置|窗口|场所", "路|街|巷|号楼|窗口|地址|地点|中心|大厅"),
        ("面积|大小", "平方|公顷|亩|面积|平米"),
        ("金额|数额|款额|标准|额度|价格|单价|费用|资金|补贴|补助|奖励|罚款|收费|投资|经费|多少钱|[几多].?[成元万块]",
         "[0-9][0-9.]*[万亿]*元|%|免"),
        ("比例|占比|比率|幅度", "%|[0-9]成|分之"),
        ("时间|日期|期限|时限|月份|节点|有效期|时长|周期|几点|哪天|多久",
         "[0-9]+(?:年|月|日|时|天|周|分|个月)|年底|全年|季度|半年|长期|每[年月日周]"),
        ("数量|数目|人数|个数|名额|规模|目标|指标|次数|频次|频率|户数|多少|几.", "[0-9]|每"),
        ("年龄|岁数", "岁"),
        ("进展|进度|成效|结果", "进展|进度|成效|结果|已|目前"),
        ("材料|证明|证件", "材料|资料|证|表|复印件|提交|申请书|原件"),
        ("流程|程序|步骤", "流程|程序|步骤|申请|受理|审核|提交|首先|然后|报"),
        ("条件|对象|范围|方式|方法|办法|措施|原因|后果|资格", "."),
    )
)  # fmt: skip


def judged(clause: str, cited: Sequence[Ground], evidence: Sequence[Ground]) -> bool | None:
    """Whether evidence is silent on what a clause (letters) says it does not tell.

    None for a clause that says no such thing, or says it of a column of the records. What is
    said of 依据 has to hold of all evidence; of 该任务, of what is cited.
    """
    said = _SILENT.fullmatch(clause.strip("|")) or _OF_THAT.fullmatch(clause.strip("|"))
    if said is None or re.search("(?:任务|要点)[0-9]|^(?:[该此这本]|前者|后者)", said["what"]):
        return None
    if any(clause.strip("|") in one.own for one in cited):
        return None  # 未列入的一律不得…: the evidence's own words
    parts = [part for part in _AND.split(said["what"]) if part]
    if all(_COLUMN.fullmatch(part) for part in parts):
        return None
    grounds = cited if said["one"] and cited else evidence
    return bool(parts) and all(absent(part, grounds) for part in parts)


def without_unproved(sentence: Sentence, evidence: Sequence[Ground]) -> tuple[Sentence, str]:
    """A sentence without what it says evidence does not tell, where nobody can prove that.

    Also what was left out. A sentence that says nothing else, or goes on from it (因此…), is left
    as it is: it is judged as a whole.
    """
    cited = [evidence[n - 1] for n in sentence.cited]
    parts: list[tuple[str, tuple[int, ...]]] = []
    dropped: list[str] = []
    for text, numbers in sentence.parts:
        stretches = re.split("([，,；;。])", text)
        kept: list[tuple[str, str]] = []
        for said, mark in zip_longest(stretches[::2], stretches[1::2], fillvalue=""):
            plain = letters(canonical(said))
            if plain and judged(plain, cited, evidence) is False and not plain.endswith("的"):
                dropped.append(said)
                kept[-1:] = [(kept[-1][0], mark)] if kept and mark not in set("，,") else kept[-1:]
                continue
            kept.append((said, mark))
        if kept and dropped and not parts:
            kept[0] = (_TURNS.sub("", kept[0][0]), kept[0][1])
        parts.append(("".join(f"{said}{mark}" for said, mark in kept).rstrip("，,"), numbers))
    left = replace(sentence, parts=tuple((text, n) for text, n in parts if text))
    concludes = any(
        _CONCLUDES.match(said) for text, _ in parts for said in re.split("[，；]", text)
    )
    if not dropped or concludes or not re.search(f"[{HAN}]", left.text):
        return sentence, ""
    return left, "，".join(dropped)


def absent(thing: str, grounds: Sequence[Ground]) -> bool:
    """Whether no evidence has a thing (letters), nor anything that might be the same.

    It has none of the words that tell which thing it is, nor any word that means the same; and
    where the thing is a sum, a time or a place, evidence has nothing that looks like one.
    """
    if re.search("[0-9谁哪]|什么|怎么|(?<!任)何(?!时)", thing):
        return False
    body = "|".join(_told(one) for one in grounds)
    bare = _TRANSPARENT.sub("|", thing).strip("|")
    if re.search(_HOW_LONG, bare) and not re.search(_LONG, body):
        return True
    if re.search("[几多](?:少|大|久|长|高|远|[成元天个家项])", bare) and re.search("[0-9]", body):
        return False  # 能补几成: whatever number there is may be the answer
    look = next((look for kind, look in _LOOKS if kind.search(bare)), None)
    if look is not None and not look.search(body):
        return True
    tell = [word for word in language.words(bare) if _says_something(word.text)]
    if look is not None:
        return False
    if not tell:
        return False
    known = {word.text for piece in re.split("[|、]", body) for word in language.words(piece)}
    strange = [_is_strange(word.text, body, known) for word in tell]
    if tell[-1].text.endswith(("院", "店", "站", "馆", "园", "校", "所")) and bare not in body:
        return any(strange)  # 宠物医院, where evidence has another 医院
    return all(strange)


def _told(ground: Ground) -> str:
    """All that evidence tells of an item, without the titles of its document."""
    item = ground.item
    names = [name for some in ground.owners.values() for name in some]
    said = [item.text, item.title, *(cell.text for cell in item.cells)]
    said += [cell.column for cell in item.cells]
    said += [item.deadline.text] if item.deadline else []
    return "|".join([*(letters(canonical(part)) for part in said), *names])


def _says_something(word: str) -> bool:
    return (
        len(word) > 1
        and re.fullmatch(f"[{HAN}]+", word) is not None
        and word not in words().glue
        and not word.endswith(_OFFICES)
        and not set(word) <= words().function
    )


def _is_strange(word: str, body: str, known: set[str]) -> bool:
    """Whether evidence has neither a word nor one that may mean the same."""
    if word in body or any(other in body for other in equals().get(word, ())):
        return False
    if any(letters(canonical(o)) in body for _, others in synonyms_in(word) for o in others):
        return False
    kinds = classes(word)
    broad = {kind[:2] for kind in kinds}
    for other in known:
        theirs = classes(other)
        if kinds & theirs:
            return False
        alike = bool(broad & {kind[:2] for kind in theirs})
        shared = set(word) & set(other) - words().function if len(other) > 1 else set()
        # 店租 and 房租 end alike, 初审 and 初创 only begin so.
        if shared & {word[-1], other[-1]} and (alike or not (kinds and theirs)):
            return False
    return True
