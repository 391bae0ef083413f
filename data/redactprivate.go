package data

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Private people whom nobody registered stand in replies and talk notes all the same:
// 村民…, 患者…, 来访人…. They are known by the word before them, a surname and what a
// person does behind it. So are plates of cars and days of birth.

// surnames are the usual ones of one character (the 400 most frequent hold more than
// 99 % of people: 公安部户政管理研究中心, 二〇二〇年全国姓名报告).
const surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛" +
	"闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗" +
	"谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙" +
	"荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初" +
	"普昂玉岩召刀线排早思殳扎才尼木乌哈沐白车迪字自罕俸放茶鲜虎杞矣者保阿召昝瓦糯"

// joinSurnames are surnames that also join or lead words: 老人和慢性病患者. No name
// begins there where a word of personBefore or of wordsJoined follows.
const joinSurnames = "和于向从时自相应"

// wordsJoined are words that follow joinSurnames: 患者和家属, 业主和物业.
var wordsJoined = strings.Fields("企业 物业 学校 单位 部门 干部 政府 社会 专家 社区 机关 党员 代表 委员 志愿 医院 医生 医护 老师 教职 护理 照护 亲属 亲友 邻居 经营 合作 种植 养殖 " +
	"周边 附近 其他 其它 相关 有关 广大 外来 游客 工作 基层 镇村 村组 村委 村级 公司 商家 市场 项目 施工 建设 农业 城乡 城市 农村 产业 技术 人员 人才 专业")

// personBefore are words before the name of a private person; between both may stand
// marksBefore.
const (
	personBefore = "村民 居民 市民 住户 农户 户主 房主 房东 租户 商户 店主 摊主 业主 车主 司机 驾驶员 乘客 患者 病人 孕妇 产妇 死者 逝者 伤者 " +
		"受害人 当事人 学生 同学 家长 家属 儿童 孩子 男童 女童 老人 老兵 青年 教师 职工 工人 农民工 信访人 上访人 投诉人 举报人 " +
		"来访人 来信人 来电人 反映人 申请人 求助人 报警人 低保户 五保户 脱贫户 贫困户 监测户 低保对象 特困人员 残疾人 退役军人 退休教师 " +
		"退休职工 退休干部 返乡青年 妇女 孤儿 患儿 伤员 网友 网民 旅客 骑手 快递员 外卖员 环卫工 护工 临时工 务工人员 保安 考生 新生 " +
		"监护人 代理人 承包人 被告 原告 证人 报案人 被询问人 被害人 个体户 种植户 养殖户 种粮户 经营户 搬迁户 移民户 大户 村里的 镇上的 " +
		"本人 群众 户名 姓名 户主为 自称 我叫 名叫 叫做"
	kinBefore   = "父 母 妻 夫 子 女 兄 弟 姐 妹 丈夫 妻子 儿子 女儿 父亲 母亲 爷爷 奶奶 孙子 孙女" // behind 其, 他, 她, 之
	marksBefore = "：: “\""
)

var privatePeople = sync.OnceValue(func() []string { return strings.Fields(personBefore) })

// wordsAcross end as a word of personBefore does by chance: 养护工程, 确保安全有序.
var wordsAcross = strings.Fields("养护工 维护工 保护工 防护工 管护工 守护工 爱护工 救护工 确保安 力保安 环保安 安保安 社保安 为保安 产业主")

// wordsBefore are personBefore and kinBefore, by the character that they end with.
var wordsBefore = sync.OnceValue(func() map[rune][]string {
	by := map[rune][]string{}
	add := func(word string) {
		last, _ := utf8.DecodeLastRuneInString(word)
		by[last] = append(by[last], word)
	}
	for _, w := range privatePeople() {
		add(w)
	}
	for _, w := range strings.Fields(kinBefore) {
		for _, whose := range []string{"其", "他", "她", "之"} {
			add(whose + w)
		}
	}
	return by
})

// announced tells whether a word stands before the place that names of private people
// stand behind.
func (f *redactor) announced(at int) bool {
	end := at
	for end > 0 && strings.ContainsRune(marksBefore, f.plain[end-1]) {
		end--
	}
	if end == 0 {
		return false
	}
	words := wordsBefore()[f.plain[end-1]]
	if len(words) == 0 {
		return false
	}
	before := f.before(end)
	ends := func(w string) bool { return strings.HasSuffix(before, w) }
	return slices.ContainsFunc(words, ends) && !slices.ContainsFunc(wordsAcross, ends)
}

// personBehind are what stands behind the name of somebody who says, has or does
// something, the longer first.
var personBehind = strings.Fields("家住 家中 家里 家的 家属 老人 同学 同志 先生 女士 夫妇 一家 一户 等人 等户 等村民 反映 来信 来电 来访 表示 提出 申请 要求 请求 通过 驾驶 因病 讲述 认为 建议 " +
	"投诉 举报 名下 户籍 住在 现住 居住 出生 患有 身份证 手机 电话 微信 联系 银行 去世 死亡 领取 享受 办理 缴纳 购买 打工 外出 于 的 在 因 为 与 和 同 及 向 对 从 是 系 现 说 称 家 自 已 未 曾 患 持 到 去 来 被 把 将 住 也 又 还 丢 今 能否 提供 询问 希望 需要 发言 谈到 提到 介绍 告诉 没有 一直 长期 经常 多次 先后 不慎 受伤 自述 坦言 直言 感慨 担心 能 可 想 需 有 没 无 不 就 都 正 才 带 等 等着 去年 今年 每 之")

// notPeople are words behind 村民 and the like that only begin as a name does.
var notPeople = strings.Fields("小组 代表 委员会 自治 之家 意见 反响 应急 安全 生活 生产 饮水 出行 收入 增收 满意 关心 广泛 普遍 成员 全部 和谐 平均 国家 时间 时常 安置 安心 安居 常年 向往 应当 应该 易地 明显 明确 相关 相对 单位 单独 平时 平安 计划 成功 成立 高度 高兴 高龄 强烈 连续 全家 全体 文化 文明 关系 关于 农业 农村 自己 自愿 自发 自行 自身 支持 初步 初期 保障 保持 保险 保护 思想 阿姨 阳光 时候 海拔 权益 路口 尤其 万元 方便 古树 花费 麻烦 储备 原因 满足 丰富 国有 强调 早日 早期 早出 放弃 放学 放心 车辆 车票 边远 管理 管护 房屋 房产 常住 居住 严重 游客 包括 伊始 区内 区域 党员 党组织 司机 师生 师傅 师资 位于 位置 温饱 童年 路途 路过 成绩 成长 贺信 乐于 冷暖 全年 全县 全区 任何 石头 雷同 江边 金额 白天 江水 自理 自用 自驾 自救 自付 自费 自负 自律 自觉 自主 自筹 自建 自有 自学 自助 时有 应有 应于 楼道 钱袋 游乐 游戏 游泳 游玩 周转 周边 周围 车位 车费 车道 路灯 路面 白内障 白血病 高血压 高考 房租 房间 时段 时限 包车 包保")

// persons looks for names of people whom nobody registered.
func (f *redactor) persons() {
	var found []string
	for at := range f.plain {
		if !unicode.Is(unicode.Han, f.plain[at]) || !f.announced(at) {
			continue
		}
		if n, sure := f.nameAt(at); n > 0 {
			f.add(SecretName, at, at+n, sure)
			found = append(found, string(f.plain[at:at+n]))
			f.listed(at + n)
		}
	}
	for _, name := range found { // and wherever else they stand
		if folded := []rune(FoldName(name)); len(folded) > 2 {
			f.every(folded, hasNameDot(name), func(from, to int) { f.add(SecretName, from, to, true) })
		}
	}
}

// listed goes on behind a name to others that are joined to it: 村民张三、李四反映.
func (f *redactor) listed(at int) {
	for at+1 < len(f.plain) && strings.ContainsRune("、和与", f.plain[at]) {
		n, sure := f.nameAt(at + 1)
		if n == 0 || !sure {
			return
		}
		f.add(SecretName, at+1, at+1+n, true)
		at += 1 + n
	}
}

// nameAt is the length of the name of a person that begins here, 0 where none does;
// sure where a person's name alone is so followed.
func (f *redactor) nameAt(at int) (n int, sure bool) {
	rest := f.plain[at:min(len(f.plain), at+around)]
	for _, w := range notPeople {
		if strings.HasPrefix(string(rest), w) {
			return 0, false
		}
	}
	if n := dottedName(rest); n > 0 {
		return n, true
	}
	if strings.ContainsRune(joinSurnames, rest[0]) && joined(string(rest[1:])) {
		return 0, false
	}
	family := 1
	switch {
	case len(rest) > 2 && surnameOfTwo(rest):
		family = 2
	case !strings.ContainsRune(surnames, rest[0]):
		return 0, false
	}
	best := 0
	for _, given := range []int{2, 1, 3} {
		n := family + given
		if n > len(rest) || given == 3 && (best > 0 || strings.ContainsRune(joinSurnames, rest[0])) {
			continue
		}
		if !allHan(rest[:n]) {
			continue
		}
		if weight := behind(rest[n:]); weight > best {
			best, sure = weight, given < 3
			at = n
		}
	}
	if best == 0 {
		return 0, false
	}
	return at, sure
}

// joined tells whether a text begins with a word that a surname of joinSurnames joins.
func joined(rest string) bool {
	begins := func(w string) bool { return strings.HasPrefix(rest, w) }
	return slices.ContainsFunc(wordsJoined, begins) || slices.ContainsFunc(privatePeople(), begins)
}

// behind weighs what follows a name: 0 where a name does not end so.
func behind(rest []rune) int {
	if len(rest) == 0 || !unicode.Is(unicode.Han, rest[0]) && !strings.ContainsRune("某×", rest[0]) {
		return 2
	}
	for _, w := range personBehind {
		if strings.HasPrefix(string(rest), w) {
			return utf8.RuneCountInString(w)
		}
	}
	return 0
}

// dottedName is the length of a name with dots within: 阿依古丽·买买提; 0 where none is.
func dottedName(rest []rune) int {
	part, dots := 0, 0
	for i, r := range rest {
		switch {
		case strings.ContainsRune(nameDots, r) && part > 1 && r != '.' && r != '．':
			part, dots = 0, dots+1
		case unicode.Is(unicode.Han, r) && part < 8:
			if dots > 0 && part > 1 && behind(rest[i:]) > 1 {
				return i
			}
			part++
		default:
			if dots > 0 && part > 1 && part < 8 {
				return i
			}
			return 0
		}
	}
	if dots > 0 && part > 1 {
		return len(rest)
	}
	return 0
}

func allHan(runes []rune) bool {
	return !slices.ContainsFunc(runes, func(r rune) bool { return !unicode.Is(unicode.Han, r) })
}

// Plates of cars (GA 36-2018), days of birth beside the word for it.
var (
	plateLike  = Pattern(`[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z] ?[·•・.\-]? ?[A-HJ-NP-Z0-9]{5,6}`)
	birthDay   = `(?:19|20)\d{2} ?(?:年 ?\d{1,2} ?月(?: ?\d{1,2} ?日)?|[\-./]\d{1,2}[\-./]\d{1,2})`
	birthAfter = Pattern(`(` + birthDay + `)(?:日)?(?:出生|生(?:[，。；、）),;]|人|于))`)
	birthLabel = Pattern(`(?:出生(?:日期|年月|时间)?|生于|生日|诞生)(?:于|为|是|在)?[:：]? *(` + birthDay + `)`)
)

// private looks for what belongs to nobody who is registered.
func (f *redactor) private() {
	f.persons()
	f.like(SecretPlate, plateLike(), 0, true)
	f.like(SecretBirth, birthAfter(), 1, true)
	f.like(SecretBirth, birthLabel(), 1, true)
}
