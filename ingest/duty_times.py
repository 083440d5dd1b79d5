"""Clauses that say when, beside those that say who: 6月底前完成, 汛期前, 6月1日起每日."""

from __future__ import annotations

import re

from ingest import deadlines
from ingest.items import DeadlineKind

_STEADILY = re.compile(
    "(?:持续|长期|常态化?|即时|适时|及时|动态|定期|[每按分][年季月周](?:度)?|分(?:阶段|步|批|期))"
    "(?:推进|坚持|实施|开展|落实|完成|更新|调整|报送)?"
)
# What a clause of time consists of; (即征收所属期为2021年度) says something else besides.
_TIME_WORDS = re.compile(
    r"(?:19|20)\d\d|\d+|[年月日号旬季度上中下半底末前内以之至到起全第一二三四五六七八九十每个今明“”\s—–~～－-]"
    "|完成|启动|取得|实施|推进|落实|见效|建成|开工|竣工|投用|出台|印发|实现|持续|长期|坚持|基本|全部|全面|力争|确保|争取"
    "|开展|期间|时期|规划|阶段|分期|分步|分批|定期|适时|及时|常态化?|动态|贯穿|[于在按并由]"
)
# Times that no calendar tells: 2026年汛期前, 春节前完成, 供暖季结束前.
_SEASON = re.compile(
    r"(?:于|在)?(?:(?:19|20)\d\d年|今年)?(?:主?汛期?|入汛|春节|元旦|国庆节?|中秋节?|“?[五十]一”?|两会|[春秋]季开学|春耕|三夏|秋收|入?冬|供暖(?:季|期)?|采暖(?:季|期)?)"
    r"(?:之?前|以前|期间|结束前|来临前|开始前)(?:全面|全部|基本)?(?:完成|到位|建成|实施|落实|销号)?"
)
# Times that come again, or are counted from something else: 6月1日起每日, 下次会前, 会后15日内.
_DONE = (
    "(?:完成|办结|报送|提交|提出|汇报|上报|报告|反馈|通报|到位|整改到位|落实|开展|执行|实施|调度|会商|检查|巡查|巡检|抽查"
    "|更新|发布|公示|汇总|审定|审议|一次){0,2}"
)
_EACH = (
    r"每(?:个|半|两|三|\d)?(?:年度?|季度?|月|旬|周|日|天|学期)(?:度)?"
    r"(?:[末底初]月?|[一二三四五六日](?!次))?(?:\d{1,2}[日号])?(?:之?前|以前)?(?:至少|不少于)?(?:[一二两三\d]次)?"
)
_COUNTED_TIME = re.compile(
    rf"(?:(?:20\d\d年)?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:即日)?起)?[，,]?{_EACH}{_DONE}"
    rf"|(?:于|在)?(?:下次|下一次)[一-鿿]{{0,8}}会议?(?:之?前|上|时){_DONE}"
    r"|(?:[一-鿿]{0,4}(?:会议?|发文|通知|文件|任务|方案)[一-鿿]{0,2}[之以]?后)?[\d一二两三五七十]{1,3}个?"
    rf"(?:工作日|天|日|周|月|小时)[之以]?内{_DONE}"
    rf"|即日起{_DONE}|常年{_DONE}"
)
_SPARE = 5  # further characters: 取得明显成效


def is_time(clause: str) -> bool:
    """Whether a clause is a time and nothing else: 6月底前完成, 长期坚持."""
    if _SEASON.fullmatch(clause):
        return True
    deadline = deadlines.parse(clause.removeprefix("于"), 2000)
    if deadline is None or len(clause) > 24:
        return False
    if len(_TIME_WORDS.sub("", clause)) > _SPARE:
        return False
    return deadline.kind not in {DeadlineKind.OTHER, DeadlineKind.ONGOING} or bool(
        _STEADILY.fullmatch(clause)
    )


def is_counted_time(clause: str) -> bool:
    """Whether a clause beside offices says when by counting: 下次会前, 6月1日起每日, 一周内办结."""
    return bool(_COUNTED_TIME.fullmatch(clause))
