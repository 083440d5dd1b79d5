"""Take out of a question what is no condition."""

from __future__ import annotations

import re

from assistant.vocabulary import Vocabulary

# 先不管这个。, 换个话题，: what follows is of something else.
_FRESH = re.compile(
    "^(?:好的?|行|OK|ok|嗯|哦|算了|得|哎|唉|，|。|了|吧|那|先|就|咱们?|我们?|再)*(?:"
    "(?:不|别|甭|不用)(?:再|去)?(?:管|说|聊|谈|提|问|看|讲|扯|纠结)(?:[这那](?:个|事|些|条|件|块|茬|摊)(?:事|任务)?)"
    "|[这那](?:个|些|条|件|块|茬)?(?:事儿?|任务|话题|问题)?(?:我|咱们?)?(?:先|就|暂时)*"
    "(?:搁|放|撂|停|打住|(?:说|聊|问|谈)?到(?:这|此))(?:着|一[边旁放搁]|这儿|这里|这|为止|在一[边旁]|下)*"
    "|(?:撇开|抛开|放下|丢开)[这那](?:个|些|条|件|块)(?:事|任务)?"
    "|(?:换|另起|另开|另问|说|聊|问|谈)一?(?:个|点儿?|些|下)?(?:别的|其他的|另外的)?(?:话题|话头|问题|事情?|题)"
    "|(?:换|说|聊|问|谈)一?(?:个|点儿?|些)(?:别的|其他的)|下一?(?:个(?:话题|问题)|题))"
    "(?:了|吧|啦|不[说谈管提]|问问?)*[，。：；！](?=.{4})"
)
# What only says again that nothing is left out (含联合牵头), or sets aside what nobody can tell.
_REMARK = re.compile(
    r"[（(](?:(?:都|全|均)?(?:含|包括|包含|连同|不限|不管|不论)"
    r"(?:[^（）()0-9一二三四五六七八九十月]|一[起同道块])*"
    r"|(?:按|指|就是|即|也就是)[^（）()]*编号[^（）()]*"
    r"|(?:也就是|一直)?(?:算|数)?(?:到|至)[^（）()]{1,6}"
    r"|[一两二三四](?:个|家)的(?:不要|不算|不计|除外)"
    r"|[^（）()0-9]*(?:两边|两家|各自?|双方)?(?:都|也)算(?:上|进去|在内)?"
    r"|(?![^（）()]*(?:牵头|配合|月|年|部分|板块|大项|[处局委办](?![^（）()]*单位)))[^（）()]{2,}"
    r"(?:不算|不用管|不用列|不用算|不计|除外)"
    r"|(?:而)?不(?:是|问)(?![^（）()]*(?:牵头|配合|月|年))[^（）()]*"
    r"|(?:不算|不含|不包括|不计)(?![^（）()]*(?:牵头|配合|月|年|[处局委办所院]|中心|单位|部门))"
    r"[^（）()]*)[)）]"
)
_TOGETHER = (
    "(?:联合|共同|一起|一块儿?|一道|一同|并列|合伙|合着|(?<!配)合|跟别处合|搭伙)"
    "(?:牵头|配合|负责|主责|主办|承办|牵|挂帅|挂名|领衔|领头|领|挑头|挑|扛)?的?"
)
_OTHERS = "(?:别人|人家?|别家|别的?处室?|其他处室?|兄弟处室|几家|多家|几个处|[两几多]家)"
# 连跟别人联合牵头的一起算, （联合牵头也算）, 含几家一起牵头的: nothing is narrowed.
_INCLUDED = re.compile(
    rf"[，,（(]?(?<![不没别])(?:连|含|包括|包含|算上|加上|连同)(?:跟|和|与|同)?{_OTHERS}?{_TOGETHER}"
    r"(?:也|都|全|一起|一并|一块)?(?:算|计|含|包括|列|数)?(?:上|进来|进去|在内|入|进)?[）)]?"
    rf"|[，,（(]?(?:不要|别|不能)(?:漏|落)(?:了|掉|下)?(?:跟|和|与|同)?{_OTHERS}?{_TOGETHER}[）)]?"
    rf"|(?:^|(?<=[，,（(？?。；]))(?:有)?(?:跟|和|与|同)?{_OTHERS}?{_TOGETHER}(?:那些|任务)?(?:也|都|可|千万|一个|一条)*"
    r"(?:不要|别|不能|不许|甭)(?:给我)?(?:漏|落|忘|少|丢|扔|排除)(?:了|掉|下|算|列)*[）)]?"
    # 不管是自己牵还是一起牵, 独牵合牵都算
    r"|[，,（(]?(?:(?:不管|无论|不论|甭管|不分)(?:是)?)?(?:自己|自个儿|单独|独自?|一家)(?:单独)?(?:牵头?|挑头|负责|扛|领)?的?"
    rf"(?:还是|或者?|、|也好|和|跟|，)*(?:跟|和|与|同)?{_OTHERS}?{_TOGETHER}(?:也好)?(?:(?:都|全)(?:算|行|要|可以|计)(?:上|进去|在内)?)?[）)]?(?=[，。？）)]|$)"
    rf"|(?:^|(?<=[，,（(？?。；]))(?:跟|和|与|同)?{_OTHERS}?{_TOGETHER}"
    r"(?:里头|里面|当中|中|里)有[^，。；？]{2,8}的(?:也|都)(?:算|计)(?:进去|进来|在内|上)?"
    rf"|(?:^|(?<=[，,（(？?。；]))(?:(?:跟|和|与|同)?{_OTHERS}?|(?:跟|和|与|同)[^，。；？的]{{2,8}}?){_TOGETHER}"
    r"(?:(?:也|亦|都|全|均|一起|一并)+(?:给我|帮我)?各?(?:算|计|含|包括|列|数|在(?=内|里)|要(?=$|[，。？）)]))|(?:算|计|列)(?=[入上进在]))"
    r"(?:上|进来|进去|在内|入|进|(?:各|一)[项条个次])*[）)]?"
)
# 我们是张江的药企，…: who asks; dropped where departments are named in what follows.
_SPEAKER = re.compile(
    r"^(?:我|我们|咱|咱们|本人|我司|本公司)(?:这边|这里)?(?:是|在)[^，。？?]{1,16}[，。]"
)
# 我做医药投资的，产医融合那一大项…: what the asker does is no matter beside a heading.
_OF_TRADE = re.compile("^(?:我|我们|咱|咱们)(?:是)?(?:做|搞|干|跑)[^，。？?]{1,16}的[，。]")
_OF_HEADING = re.compile("大项|部分|板块|章|那一?组")
# 督查室让我催账：…: who wants to know, unless it is told what is asked for.
_SENDER = re.compile(
    "^[^，。：:？?]{2,10}(?:让|叫|要|催|派|通知|喊)(?:我|咱|俺)们?"
    "(?![^，。：:？?]*(?:牵头|配合|负责|任务|工作))[^，。：:？?]{1,6}[：:，]"
)
# 街道这边问下，: who asks, where what follows does not speak of 我们.
_ASKER = re.compile(
    "^[^，。：:？?]{1,8}(?:(?:这边|这里|这儿)(?:来|想)?(?:问|打听|了解|咨询)(?:一?下|个|问)?[：:，]"
    # 街道上问：, 办公室来问：
    "|(?:上|里|的人|的同志)?(?:来|想|要)?(?:问|打听|咨询)(?:一?下|了|我|个|道|起)*[：:])"
    "(?!.*(?:我|咱|俺))"
)
_WE = re.compile(
    "(?:我|咱|俺)们?(?:单位|这边|家)?(?=有份|沾|摊|参与|牵头|配合|要|的|在|几|管|负责|[里都也])"
)
# 给区城投写台账用：…: what it is for.
_PURPOSE = re.compile(
    "^(?:(?:给|为|替)[^，。：？]{2,10}?(?:写|做|报|填|整理|准备)[^，。：？]{0,8}"
    "|[^，。：？]{2,10}?(?:[要急备]用|等着用|要交|要报))[：]"  # 半年度通报要用：
)
# 年终总结想写一句“…”, 简报里要写: where the answer is to be written.
_WRITTEN_INTO = re.compile(
    "^(?:我|咱)?们?(?:的)?(?:年终|年度|半年|工作|季度)?(?:总结|简报|稿子|报告|材料|PPT|新闻稿?|汇报|讲话稿?|发言稿?|通报|公众号"
    "|推文|标书|方案|纪要|台账|文章|论文|报道)(?:里|上|中)?(?:我|咱)?(?:想|要|打算|准备|得|需要)+(?:写|用|放|提|加|说|填|引|讲)"
    "(?:上|到|进)?(?:一?[句段条笔下个])?[：，]?(?=.{6})"
)
# 到年底才算完（全年）: the words of the table say which is meant.
_SAID_EXACTLY = re.compile(
    "(?:到|至|拖到|干到)?年(?:底|末|尾)[^，。（）()]{0,6}[（(](?P<exact>全年)[）)]"
)
# 不是30，我问的是31项的牵头
_MISTAKEN = (
    "(?:[哎呀啊哦唉诶喔呃嗯，你您我又是]|这)*"
    "(?:嘴瓢|口误|(?:说|问|答|讲|看|听|记|搞|弄|打|理解|扯)(?:的|得)?(?:又|都|有点|好像)?(?:岔|错|偏|串|混|反|跑)"
    "|答非所问|跑题|跑偏|会错意|没(?:听|看|理解)?(?:懂|明白|对)|(?:不是)+|不对|错了|不要)[^，。；,]{0,14}[，。；,]"
)
# 不是30，我问的是31项的牵头; 你答偏了，我要的是承办的单位
_CORRECTION = re.compile(
    f"^(?:{_MISTAKEN})?"
    "(?:我)?(?:(?:要|想)?(?:问|说|指|查|看|找)的?(?:是|应该是)|(?:想)?要的(?:是|应该是))"
)
# 我要的是身故那个，不是养老: says again what is not meant.
_NOT_THAT = re.compile("[，,](?:可|而|又)?不是[^，。？]{1,10}(?:。?$|(?=[，。；]))")
# 看串行了，不是10月，要9月的: what takes the place of what was asked.
_RATHER = re.compile(
    f"^(?:(?P<mistaken>{_MISTAKEN})|[哎呀啊哦唉诶喔，])*(?:我)?(?:要|问|说|想要)?(?:的)?不(?:是|要)(?P<old>[^，。；、？]{{1,10}})"
    "[，。；、](?:而)?(?:我)?(?:是|(?:想)?要(?:的是)?|应该是|换|改|(?:问|说|指)的是)(?P<new>[^，。]{2,16})$"
)
# 不是不用申请那条，是跟妇联一道搞的那条: another item than the one that was told.
_ONE = "(?:[那这]一?(?:个|条|项|件|桩))"
_OTHER_ONE = re.compile(
    f"^(?:{_MISTAKEN}|[哎呀啊哦唉诶喔，])*(?:我)?(?:(?:说|问|要|指|讲)的?)?不是(?:说|问|要|指|讲)?(?P<old>[^，。；？谁哪]{{0,16}}?)(?:{_ONE}(?:任务|事)?)?"
    f"[，。；](?:而)?(?:我)?(?:(?:说|问|要|指|讲|想要)的?)?是(?:说|问|要|指|讲)?(?P<new>[^，。；？]{{2,20}}?{_ONE}(?:任务|事|[^，。；？是由归谁哪几什]{{1,4}})?(?:[，。；？].*)?)$"
)
# 10月, 医政处: no more than a name, which another takes the place of.
_PLAIN = re.compile("[^的有没不]{1,6}(?:月份?|处|办|局|委|中心|所|院|年|季度|底|号|条|项)")
# 全年没牵头过一件事: words that only press the denial.
_PRESSED = re.compile(
    "(?:全年|整年|一年到头)(?=(?:都|从来|一直|压根)*(?:没|不|未))"
    "|((?:没|未|不曾)有?[^，。；]{0,6}?过)(?:一|半|任何一)(?:件|项|个|条)(?:事|任务|活)(?:情|儿)?"
)
# 七院那条……哦不是，影像那条: what is taken back at once.
_TAKEN_BACK = re.compile(
    "^.{2,40}?[，。…. ]*(?:哦|噢|喔|呃|诶|哎|嗯|啊|不)(?:，)?"
    "(?:不是|不对|错了|说错了|搞错了)[，。…. ]+"
    "(?:我)?(?:说|问|指)?的?(?:是|应该是)?(?=.{4})"
)
# “序号”那一栏: the name of a column, not a phrase to look for.
_COLUMN = re.compile(
    "“(序号|编号|(?:牵头|配合|责任|主责|协办|参与)(?:部门|单位|处室)"
    "|时间节点|完成时限|委属相关单位)”"
)
# 八号任务和第八大项老是搞岔，我要的是第八大项: the number said last is the one that is meant.
_MEANT = re.compile(
    "^.{4,40}[，。；](?:我)?(?:现在|其实|这次|这会儿|今天)?(?:想|是)?(?:要|问|说|指|找|看)的是"
    "(?=第?[0-9零一二三四五六七八九十百]{1,5}(?:号|项|条|点|大项|部分|个)|任务[0-9])"
)
# 独自牵头（跟别的处共同牵头的不算）: says the same again.
_ALONE = re.compile(
    rf"((?:独自|单独|独立|独家|一家|单干|单挑|自个儿|自己)[^（）()，]{{0,8}})[（(][^（）()]*{_TOGETHER}[^（）()]*[）)]"
)
# 我赌是生物医药处: what the asker bets on is no condition.
_GUESS = re.compile(
    "(?<=[，。？！；])(?:我|俺|咱)?(?:敢)?(?:赌|猜|押|估摸)(?:着|是)?[^，。？；]{2,20}$"
)
# 自个儿牵头（跟人合着的不算） says by itself what 独自牵头 says.
_BY_ITSELF = re.compile(
    rf"(?:自己|自个儿)(牵头|挑头|负责|配合)的?"
    rf"[（(][^（）()]*{_TOGETHER}[^（）()]*(?:不算|除外|不要|不计)[^（）()]*[）)]"
)
# 跟别人合牵的刨掉，自己独自牵头的: the second says it all.
_NOT_TOGETHER = re.compile(
    f"(?:跟|和|与|同)?{_OTHERS}?{_TOGETHER}"
    "(?:那些|那几[项条个]|任务)?(?:都|先|全)?(?:刨[掉开去]|不算|除外|[去扣剔撇抛拿]掉|不要|撇开|抛开|排除)[，,]?"
    "(?=.*(?:独自|单独|自己|独立|一家|独一个|独个儿|独它|自个儿))"
)
# 一家单独牵头的…，跟别的处合着牵头的不算: the same said once more, the other way round.
_SAID_TWICE = re.compile(
    rf"(?<=[，,。；？?])(?:(?:跟|和|与|同)?{_OTHERS})?{_TOGETHER}(?:那些|那几[项条个]|任务)?(?:都|就|可|先|全)?"
    r"(?:不算|不要|不列|不计|除外|别算|别列|甭算|剔掉|刨掉|去掉|扣掉|撇开|排除)(?:在内|进来|进去|数)?(?=$|[。？，])"
)
_LED_ALONE = re.compile("一家|单独|独自|独立|独家|自己|自个儿|一个处")
# “牵头任务最多的处室”: what is asked for, in marks.
_EDGE_IN_MARKS = re.compile(
    "“([^“”]{0,12}(?:牵头|配合|任务|主责|负责|事项)[^“”]{0,6}最[多少早晚忙][^“”]{0,8})”"
)
# “给别人配合”: a way of asking, put in marks for stress.
_ASKED_IN_MARKS = re.compile(
    "“((?:[给帮替])?(?:别人|人家|别的处)?打?(?:牵头|配合|主责|协办|协助|承接))”"
)
# 把9月换成10月再查一遍: what takes the place is what is asked.
_EXCHANGED = re.compile(
    "^(?:那|再|请|麻烦)?(?:把|将)[^，。]{1,10}?(?:换成|改成|改为|换为)"
    "(?P<new>[^，。]{1,12}?)(?:再|重新)?(?:查|看|问|来|算|列|找)?(?:一[遍下次回]|看看?)?$"
)
# 上一年度（2023）: the year in figures, which says the same again.
_YEAR_AGAIN = re.compile(
    "(?:去年|前年|今年|明年|[上本前下]一?年度?)[（(](?P<year>(?:19|20)[0-9]{2})年?(?P<of>度?)[）)]"
)
# 按要点“排第一位的就是牵头”这个说法，: by which rule it is asked, with the document of it.
_BY_RULE = re.compile(
    "^(?:按照?|照着?|依照?|根据)(?P<of>[^，。？“”]{0,20})“[^“”]{4,40}”(?:的|来)?(?:这|那)?(?:个|一|条|种)?"
    "(?:说法|口径|规矩|规则|原则|规定|标准|意思|写法|约定|做法|讲法|说明)?(?:来|去)?(?:看|说|算|理解|讲)?，(?=.{4})"
)
# 哪个算第一牵头，依据表下面的说明: that the paper itself is to say it
_BY_NOTES = re.compile(
    "(?:^|[，,；])(?:是)?(?:依据|根据|按照?|依照?|照)(?:这|那)?(?:张|份|个)?(?:表格?|文件|清单)?(?:里|中|上)?的?"
    "(?:下面|下方|底下|后面|末尾|最后|下头)的?(?:那(?:几|一)?[条段行个])?(?:说明|备注|附注|注释?|小字)(?:来)?(?:看|说|算|讲)?(?=[，。？?]|$)"
)
_ONE_LETTER = re.compile("“(.)”")  # 最“瘦”: marks of emphasis
_TOO_MANY = re.compile(
    "^(?:太多|好多|这么多|有点多|太长|太杂)(?:了|啦)?(?:吧|啊|呀)?[，。](?=.{3})"
)
# 按月份排一下各有几项: each month with its number, and no list in the order of time.
_PER_MONTH = re.compile("按照?每?个?月份?来?(?:排列?|列|分|统计)?(?:一下)?[，,]?(?=各)")
# 不是发证那种，…; 不是给民政帮忙的: what is not meant must not be looked for.
_DENIED = re.compile(
    "(?:^|(?<=[，。？！；、]))(?:也|又|可|并|而|但|当然)?不是(?:"
    "(?:单|光|只|专门?)?(?:讲|说|指|问|管|搞|做)?(?![^，。；、？]*(?:[0-9]|牵头|月|全年|[处局委所办科](?:[那这的]|$)))"
    "(?P<matter>[^，。；、？谁哪]{1,8}?)的?[那这]一?(?:种|套|类|路|条|项|件|回事|码事|档子?|摊)(?:事儿?|活儿?)?"
    "|(?:在)?(?:给|帮|替)[^，。；、？谁哪]{1,6}(?:帮忙|打下手|帮衬|跑腿|当配角|搭手)的?(?:那[条个项])?"
    ")(?:[，。；、]|$)(?!吗)"
)
_DENIED_ALONE = 8  # characters of the question that have to be left
_STRESS = re.compile("孤零零|区区|光秃秃|可怜巴巴|整整(?=[0-9一二三四五六七八九十两])")


def without_asides(text: str) -> str:
    """The question without remarks that narrow nothing and without what it takes back."""
    text = _BY_NOTES.sub("", _BY_RULE.sub(r"\g<of>，", text)).lstrip("，")
    text = _ALONE.sub(r"\1", _BY_ITSELF.sub(r"单独\1", _TAKEN_BACK.sub("", text)))
    text = _rather(_INCLUDED.sub("", _REMARK.sub("", text)))
    if _CORRECTION.match(text):
        text = _NOT_THAT.sub("", _CORRECTION.sub("", text))
    text = _ONE_LETTER.sub(r"\1", _GUESS.sub("", _MEANT.sub("", text)))
    text = _EDGE_IN_MARKS.sub(r"\1", _once(_WRITTEN_INTO.sub("", text)))
    text = _ASKED_IN_MARKS.sub(r"\1", _NOT_TOGETHER.sub("", _STRESS.sub("", text)))
    text = _COLUMN.sub(r"\1", _TOO_MANY.sub("", _ASKER.sub("", _PURPOSE.sub("", text))))
    text = _SAID_EXACTLY.sub(r"\g<exact>", _PER_MONTH.sub("每个月", text))
    meant = _DENIED.sub("", text)
    text = meant if len(meant) >= _DENIED_ALONE else text
    text = _YEAR_AGAIN.sub(r"\g<year>年\g<of>", text)
    text = _EXCHANGED.sub(r"换成\g<new>", text)
    return _PRESSED.sub(lambda match: match.group(1) or "", text).rstrip("，、；")


def _once(text: str) -> str:
    """The text without a second way of saying that nobody else leads: 合着牵头的不算."""
    match = _SAID_TWICE.search(text)
    if match is None or not _LED_ALONE.search(text[: match.start()]):
        return text
    before = re.sub("(?:自己|自个儿)(?=牵|挑|负责|领|扛)", "单独", text[: match.start()])
    return f"{before}{text[match.end() :]}"


def denied_in(text: str) -> tuple[str, ...]:
    """The matters that a question says are not meant: 医美 of 不是光讲医美的那条."""
    other = _OTHER_ONE.match(text)
    found = [match["matter"] for match in _DENIED.finditer(text)]
    if other is not None:
        found.append(other["old"].removesuffix("的"))
    return tuple(dict.fromkeys(matter for matter in found if matter))


def afresh(text: str) -> str:
    """The question without the words that leave what was spoken of: 换个话题，…."""
    return _FRESH.sub("", text)


def corrects(text: str) -> bool:
    """Whether the question takes back how the last one was read: 不是这个，我问的是…."""
    return _CORRECTION.search(text) is not None or _rather(text) != text


def _rather(text: str) -> str:
    """9月的, of 不是10月，要9月的: what is said in place of something."""
    other = _OTHER_ONE.match(text)
    if other is not None:
        return other["new"]
    match = _RATHER.match(text)
    if match is None or not (match["mistaken"] or _PLAIN.fullmatch(match["old"])):
        return text  # 不是公卫处牵头的，要9月完成的: two conditions
    return match["new"]


def without_speaker(text: str, vocabulary: Vocabulary) -> str:
    """The question without who asks it, where it names departments after that."""
    sender = _SENDER.match(text)
    named = vocabulary.departments.find(sender.group()) if sender is not None else []
    if sender is not None and named:
        text = _WE.sub(named[-1].text, text[sender.end() :], count=1)
    match = _SPEAKER.search(text)
    rest = text[match.end() :] if match is not None else ""
    asks = vocabulary.departments.find(rest) or vocabulary.places.find(rest)
    if not asks and (trade := _OF_TRADE.match(text)) is not None:
        rest = text[trade.end() :]
        return rest if _OF_HEADING.search(rest) else text
    return rest if asks else text
