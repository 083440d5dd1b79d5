"""Persons that stand beside offices: 基层卫生科（李建华） is the office 基层卫生科."""

from __future__ import annotations

import re

# The most common ones; those that often begin other words (全, 时, 和, 项, 商, 应) are left out.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "常温康施文牛樊葛邢安齐伍庞颜倪庄聂章鲁岳翟殷詹申耿兰焦俞柳甘祝包宁尚符舒阮柯纪梅童凌毕裴霍涂苗盛曲翁"
    "骆辛靳管柴蒙鲍华喻祁蒲房滕屈饶牟艾尤阳穆司卓简冉游窦戚岑景席卫宗瞿"
)
_COMPOUND = "欧阳|上官|司马|诸葛|司徒|皇甫|尉迟|公孙|慕容|令狐|端木|长孙"
_NAME = f"(?:[{_SURNAMES}]|{_COMPOUND})(?:[一-鿿]{{1,2}}|[×xX*]{{1,2}})"
_TITLE = (
    "(?:常务)?副?"
    "(?:[局科处厅院校所站部县市区镇乡省州队股组行会]长|主任|书记|秘书长|总经理|董事长|经理)"
)
_CALLED = re.compile(rf"{_NAME}{_TITLE}|{_TITLE}{_NAME}|{_TITLE}")
# Two characters alone are too often a place (余杭), and so are three that end as one.
_ALONE = re.compile(
    f"(?:[{_SURNAMES}](?:某{{1,2}}|[×xX*]{{1,2}})|(?!.家)[{_SURNAMES}][一-鿿]{{2}}"
    f"|(?:{_COMPOUND})[一-鿿])"
    "(?<![山港口江河湖海州城岛湾店桥镇村岭坪川滩庄堡片类线段侧级区县市乡园化性])"
    "(?<![办局委厅部处科室股队所站会院组馆校司社署行台])"
)
# Behind an office that has no branches in other places two characters are a person: 妇幼科（周敏）.
_SHORT = re.compile(
    "(?!林业|林场|许可|程序|周边|陆域|付费|严格)"
    "[王李张刘陈杨赵吴周徐孙朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪"
    "范廖贾夏韦付邹熊秦邱尹薛闫侯陶黎贺顾郝龚邵钱严覃莫][一-鿿](?<![办局委厅部处科室股队所站会院组区县镇乡])"
)
_LOCAL = re.compile("^[县区镇乡]|[科股室]$")
_PERSON = re.compile(f"(?:[{_SURNAMES}]|{_COMPOUND})[一-鿿]{{1,2}}")
_BEHIND = re.compile(
    f"(?<=[局委办厅处科室股所站院校队社心司])(?:[{_SURNAMES}]|{_COMPOUND})[一-鿿]{{1,2}}(?:{_TITLE})?$"
)
_NUMBER = re.compile(r"[，,：:\s]*(?:电话|手机)?[：:\s]*\d[\d-]{5,}$")
_HEAD_OF = re.compile(  # 市交通局长王明, 县医院院长李某
    rf"(?P<office>[一-鿿]{{2,}}(?:局|院|校|所|站|处|科|部|厅|馆|队))(?:(?<=[局厅校所站处科馆队部])|院|主)长(?:{_NAME})?"
)
_BESIDE = re.compile(r"[（(](?P<said>[^（）()]{2,40})[）)]$")


def without_person(name: str) -> str:
    """The name of an office without a person in a bracket behind it, with or without a title."""
    head = _HEAD_OF.fullmatch(name)
    if head:
        return head["office"]
    found = _BESIDE.search(name)
    if found is None:
        return name
    said = re.sub("^(?:责任人|负责人|联系人)[：:]?", "", _NUMBER.sub("", found["said"]))
    persons = [one for one in re.split(r"[、，,\s]+", said) if one]
    office = name[: found.start()].rstrip()
    known = (_CALLED, _ALONE, _SHORT) if _LOCAL.search(office) else (_CALLED, _ALONE)
    are = all(any(one.fullmatch(person) for one in known) for person in persons)
    return office if persons and are else name


def is_person(said: str) -> bool:
    """Whether a text is the name of a person and nothing else: 张三, 李建国."""
    return bool(_PERSON.fullmatch(said))


def without_person_behind(name: str) -> str:
    """The name of an office without a person stuck to it: 市教育局基教科张三."""
    return _BEHIND.sub("", name)
