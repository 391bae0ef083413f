package intake

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"jianban/data"
)

// Meaning is what a column holds. The words are what a user chooses from.
type Meaning string

// The meanings of columns of a ledger, and of directories.
const (
	Unknown     Meaning = ""
	Unused      Meaning = "不导入"
	Running     Meaning = "序号" // a running count, never the number
	Number      Meaning = "编号"
	OtherNumber Meaning = "其他编号" // taken where there is no better one
	Title       Meaning = "标题"
	Body        Meaning = "内容"
	Lead        Meaning = "领衔代表"
	Cosigners   Meaning = "联名代表"
	People      Meaning = "人数"
	Home        Meaning = "代表团"
	Phone       Meaning = "联系电话"
	Address     Meaning = "通讯地址"
	Meeting     Meaning = "届次"
	Term        Meaning = "届"
	Session     Meaning = "次"
	Between     Meaning = "闭会期间"
	Year        Meaning = "年份"
	KindOf      Meaning = "类型"
	Topic       Meaning = "类别主题"
	Key         Meaning = "重点"
	LeadUnit    Meaning = "主办单位"
	CoUnit      Meaning = "协办单位"
	AnyUnit     Meaning = "承办单位" // the lead unit, or all that work on it
	SplitUnits  Meaning = "主/分办单位"
	RoleOf      Meaning = "办理方式"
	Handed      Meaning = "交办时间"
	Submitted   Meaning = "提交日期" // counts as handed over where nothing better stands
	Limit       Meaning = "办理期限" // computed, never taken
	Required    Meaning = "要求办结日期"
	Answered    Meaning = "答复时间"
	Class       Meaning = "办理结果类别"
	Attitude    Meaning = "办理态度"
	Result      Meaning = "办理结果"
	Returned    Meaning = "反馈时间"
	DocNumber   Meaning = "答复文号"
	SignedBy    Meaning = "签发人"
	Done        Meaning = "已落实事项"
	Planned     Meaning = "计划落实事项"
	Openness    Meaning = "公开"
	WhyClosed   Meaning = "不公开理由"
	Sponsor     Meaning = "牵头领导"
	Supervisor  Meaning = "督办领导"
	Committee   Meaning = "督办委室"
	LeadBody    Meaning = "主办机关"
	Responsible Meaning = "责任领导"
	Contact     Meaning = "经办人"
	UnitPhone   Meaning = "经办人电话" // of the lead unit
	Talked      Meaning = "沟通时间"
	TalkWay     Meaning = "沟通方式"
	Talks       Meaning = "沟通情况" // days and ways in words: 4月8日上门走访，4月20日电话沟通
	Remark      Meaning = "备注"

	PersonName Meaning = "姓名"
	UnitName   Meaning = "单位名称"
	FullName   Meaning = "单位全称"
	BodyOf     Meaning = "人大或政协"
)

// Meanings are what a column of a ledger can be chosen to be.
var Meanings = []Meaning{
	Unused, Number, Title, Body, Lead, Cosigners, People, Home, Phone, Address, Meeting, Term, Session, Between, Year, KindOf, Topic, Key,
	LeadUnit, CoUnit, AnyUnit, RoleOf, LeadBody, Handed, Submitted, Required, Answered, Class, DocNumber, SignedBy, Done, Planned, Attitude, Result, Returned,
	Openness, WhyClosed, Sponsor, Supervisor, Committee, Responsible, Contact, UnitPhone, Talked, TalkWay, Talks, Remark,
}

// MeaningsOf are what a column of a file about a subject can be chosen to be.
func MeaningsOf(s Subject) []Meaning {
	switch s {
	case Proposers:
		return []Meaning{Unused, PersonName, Home, Phone, Address, BodyOf}
	case Units:
		return []Meaning{Unused, UnitName, FullName, Responsible, Contact, Phone}
	}
	return Meanings
}

// Why a column that was understood is not taken.
const (
	whyComputed = "由程序推算"
	whyLimit    = "由程序推算；是交办文件规定的日期，请把表头改为“要求办结日期”，或在窗口的“各列”里选定"
	whyState    = "办理进度由登记的事实推算"
	whyNoDay    = "没有日期，请在沟通记录里登记"
	whyTalks    = "请在沟通记录里登记"
	whyLater    = "请在承诺事项里登记"
	whyVotes    = "请在测评里登记"
	whyNotOurs  = "程序不登记这一项"
	whyRunning  = "序号不是编号"
)

// heads are the headings of real ledgers, bare and without what stands in
// brackets. Where a heading has several meanings the words below it decide.
var heads = sync.OnceValue(func() map[string][]Meaning { return readHeads(headWords) })

var headWords = map[string]string{
	"序号 编次": "序号",
	"编号 议案号 建议编号 案号 提案号 提案编号 提案序号 建议第号 第号提案 建议号 件号 议案编号 建议案号": "编号",
	"总编号 登记号 分类号": "其他编号",
	"标题 建议标题 题目 案由 建议名称 建议题目 议题 提案标题 提案题目 提案名称 建议提案标题 议案标题": "标题",
	"内容 提案内容 正文 提案正文 建议内容 建议正文":                             "内容",
	"内容摘要 摘要": "标题|内容",
	"领衔代表 提建议人 提出人 提案人 第一提案人 提案人姓名 提案者 提案团体 建议人 提出代表 代表姓名 领衔人 领衔委员 领衔人/提案人 领衔提案人 委员姓名 代表 委员 提案委员 建议代表 提出者 提交人 第一提案者 建议提案人 提议人 提议代表": "领衔代表",
	"附议代表 联名人 联名提案人 联名委员 第二提案人 附议人 联名代表 附议提案人 附议委员 附议 联名 附议者 联名者 共同提案人":                                                             "联名代表",
	"人数 提出人数 提案人数 附议人数 联名人数": "人数",
	"单位 提议代表团 界别 专委会 街道活动组 代表团 所属中心组 中心组 委组 建议代表团 提案人单位 团组 团别 代表单位 所在代表团 所属代表团 工作单位": "代表团",
	"联系电话 手机 电话 手机号 手机号码 代表电话 联系方式": "联系电话",
	"通讯地址 地址 联系地址":                  "通讯地址",
	"届次 会议 会议名称 会议届次":               "届次",
	"届 届别": "届",
	"次 次别": "次",
	"时间标识 会间/会后 会间会后 开会期间/闭会期间 闭会期间 大会类/闭会类 会议期间": "闭会期间",
	"年份 年度":   "年份",
	"案别 建议类型": "类型",
	"类型":      "类型|类别主题",
	"提案类别":    "类型|办理结果类别|类别主题",
	"审查分类 内容分类 性质类别 内容类别 主题 类别主题 建议分类": "类别主题",
	"提案分类":  "类别主题|类型",
	"类别 分类": "办理结果类别|类型|类别主题",
	"是否重点提案 重点督办 是否重点 重点 重点建议 重点提案 是否重点建议 是否重点督办": "重点",
	"性质 提案性质 建议性质": "重点|类别主题",
	"主办单位 拟主办单位 牵头单位 承办代表建议单位 责任单位 牵头部门 主办部门 确定办理单位 主办 责任部门 主责单位 主责部门 主要承办单位": "主办单位",
	"承办单位 办理单位 承办部门 拟定办理单位 分办单位名称 承办单位名称":                                     "承办单位",
	"主/分办单位": "主/分办单位",
	"会办单位 协办单位 配合单位 协助单位 分办单位 协办部门 会办 协办 配合部门 联办单位 参与单位 联办部门 参与部门 协同单位":                                                       "协办单位",
	"办理方式 承办类型 承办性质 承办方式 办理性质 主办/协办 主/协办 主协办 主办/会办 主会办 主办或协办 主办还是协办 是否主办 办理单位类型 办理角色 承办角色 我局角色 我区角色 我县角色 我单位角色 本单位角色 本局角色 角色": "办理方式",
	"交办时间 交办日期 收件日期 转办时间 转办日期 转交日期 转交时间 交办 交办日 下发日期 下发时间 分办日期 分办时间 收文日期 收文时间 下达日期 下达时间 来文日期":                                  "交办时间",
	"提交日期 提交时间 立案时间 立案日期 收到提案时间 登记时间 提案时间 收到时间 收到日期 创建时间 登记日期":                                                                "提交日期",
	"办复时间 答复时间 复文日期 主办答复时间 实际办结日期 答复件送出时间 答复日期 办复日期 送达时间 送达日期 办结时间 复文时间 办结日期 实际办结时间 办理完成时间 办理完成日期 完成日期 答复件送达时间 复函时间 复函日期":     "答复时间",
	"办理结果 结果": "办理结果类别|办理结果",
	"解决程度 现办复类别 分类A/B/C 落实情况分类 办理类别 答复类别 结果分类 类别标记 结果类别 答复类型 解决情况 ABC类 ABC类别 办理情况分类 办理情况类别 办理结果ABC 类别号标记 办复类别 办理结果类别 分类ABC 答复分类 办理结果分类 办结类别 办结分类": "办理结果类别",
	"办理态度 办理人员态度 走访人员态度 对办理态度 办理工作满意度 办理工作 态度": "办理态度",
	"是否同意办理结果 收到答复函您认为 满意度 对办理结果 办理结果满意度 代表满意度 委员满意度 评价 结果与代表意见 是否满意 满意情况 代表测评情况 代表意见 代表评价 委员评价 评价意见 评价结果 测评结果 征询意见结果 满意程度 代表满意情况": "办理结果",
	"办理类型": "办理方式|办理结果类别",
	"代表反馈 委员反馈 反馈意见 反馈情况 代表反馈意见 委员反馈意见": "办理结果|不导入",
	"反馈时间 反馈日期 收回日期":                    "反馈时间",
	"文号":                                "答复文号|编号",
	"答复文号 办复文号 复文文号 复函文号 答复文件号 回复文号 发文字号 答复函文号 答复函号 复函号 办复文件号": "答复文号",
	"签发人":    "签发人",
	"已落实事项":  "已落实事项",
	"计划落实事项": "计划落实事项",
	"是否公开 可否网上公开 是否同意公开 公开属性 公开情况 公开方式": "公开",
	"不公开原由 不公开理由 不公开原因":                 "不公开理由",
	"牵头领导 区级领导 领衔领导 分管领导 区级牵头领导 县级领导":   "牵头领导",
	"督办领导 重点督办领导 领衔督办领导":                "督办领导",
	"督办委室 督办部门 督办单位 督办委办 督办专委会 督办工委":    "督办委室",
	"要求办结日期 要求结办日期 要求办结时间 要求办结时限 办理时限 办结时限 限办日期 答复期限 答复时限 办复时限 办复期限 完成时限 完成期限 办结期限 限时办结 限办时间": "要求办结日期",
	"主办机关 上级主办单位": "主办机关",
	"责任领导 责任人":    "责任领导",
	"经办人 承办人 联系人": "经办人",
	"经办人电话 经办电话 承办人电话 联系人电话 联系人手机 单位联系电话 承办单位联系电话 主办单位联系电话": "经办人电话",
	"沟通时间 沟通日期 面商时间 面商日期 走访时间 走访日期 协商时间 协商日期 见面时间 见面日期":     "沟通时间",
	"听取意见方式 面商形式 面商方式 办理面商形式 协商形式 协商方式 沟通方式 沟通形式 走访方式":      "沟通方式",
	"沟通 面商 沟通情况 面商情况 走访情况 协商情况 面商沟通情况 走访面商情况":               "沟通情况",
	"备注 说明": "备注",
}

// unused are the headings that are understood and not taken, by why.
var unused = sync.OnceValue(func() map[string]string { return readUnused(unusedWords) })

var unusedWords = map[string]string{
	whyRunning:  "流水号 提案流水号 内部流水号",
	whyLimit:    "计划办结日期 办理期限 计划结办日期",
	whyComputed: "超期时间 是否期限内办结 见面率 办结率",
	whyState:    "进度 办理状态 办理情况 建议状态 所处流程 当前环节 状态 协办办理状态 交办状态 办复状态 办复审查状态 阶段 办结结果 书面答复 大会建议 办理进度 答复情况 办复情况 完成情况 是否办结 是否办复 是否答复",
	whyNoDay:    "是否面商 面商人 是否沟通 沟通效果 意见反馈 征询意见 对提案办理的意见或建议 征询意见表",
	whyTalks:    "沟通记录",
	whyVotes:    "会议测评 第三方评价",
	whyLater:    "承诺事项 跟踪办理结果 续办结果 跟踪办理情况 再办理",
	whyNotOurs: "代表证号码 代表证号 委员编号 邮政编码 政治面貌 属性 提案类型 审查意向主办单位 提案者意向主办单位 提案人建议办理单位 主办责任单位 会办责任单位 主办责任部门 会办责任部门 交办单位 交办意见 " +
		"采纳情况 意见采纳情况 落实情况 是否落实 是否采纳 领导批示 答复形式 答复性质 反馈人 反馈部门 催办时间 催办形式 操作 附件 提案联系人 提案人分组 办理单位意见 职务 性别 民族 出生年月 排名",
}

func readHeads(table map[string]string) map[string][]Meaning {
	all := map[string][]Meaning{}
	for words, meanings := range table {
		for _, w := range strings.Fields(words) {
			for _, m := range strings.Split(meanings, "|") {
				all[w] = append(all[w], Meaning(m))
			}
		}
	}
	return all
}

func readUnused(table map[string]string) map[string]string {
	all := map[string]string{}
	for why, words := range table {
		for _, w := range strings.Fields(words) {
			all[w] = why
		}
	}
	return all
}

// Synonyms are headings that a user confirmed, each with its meaning.
type Synonyms map[string]Meaning

var (
	inBrackets = data.Pattern(`[（(〔【\[][^（）()〔〕【】\[\]]*[）)〕】\]]`)
	choices    = data.Pattern(`[A-DＡ-Ｄ](?:[/、，,]?[A-DＡ-Ｄ]){1,3}类?$|满意/基本满意/不满意$|(?:主办|协办|会办|分办)(?:/(?:主办|协办|会办|分办)){1,2}$`) // what may be filled in
	headNoise  = strings.NewReplacer("*", "", "＊", "", "：", "", ":", "", "、", "", "_", "", "＿", "", "／", "/", "　", "")
)

// HeadKey is a heading in the spelling in which headings are compared.
func HeadKey(heading string) string {
	key := headNoise.Replace(bare(heading))
	if short := inBrackets().ReplaceAllString(key, ""); short != "" {
		return short
	}
	return key
}

// guesses are headings told by a part of them, the first that fits.
var guesses = []struct {
	pattern func() *regexp.Regexp
	meaning Meaning
}{
	{data.Pattern(`(要求|应当|应于|应办|应答|限定|截止|最迟).*(时间|日期|时限|期限)$|截止$`), Required},
	{data.Pattern(`(答复|办复|办结|完成|报送|回复)(期限|时限)$`), Required},
	{data.Pattern(`(计划|规定|承诺|拟定?).*(时间|日期|时限|期限)$|(期限|时限)$`), Limit},
	{data.Pattern(`(代表证?|委员证?|证件|文件|答复|单位|附件|档案|社会信用).*(编号|代码)$`), Unused},
	{data.Pattern(`(意见|建议)报送(时间|日期)$|^报送(时间|日期)$|(协办|会办)意见(时间|日期)$`), Answered},
	{data.Pattern(`副?[区县市州]长$|(区|县|市|州|政府|级|挂钩|领办|包保|包案)领导$`), Sponsor},
	{data.Pattern(`^(附议|联名).*(电话|手机|联系方式|地址|职务|单位|代表团|界别)$`), Unused},
	{data.Pattern(`(附议|联名|提出|领衔|提案).*人数$`), People},
	{data.Pattern(`(职务|职业|性别|民族|党派|证号|邮编|邮箱)$`), Unused},
	{data.Pattern(`^(领衔|提案|提出|建议|代表|委员).*(电话|手机|手机号|手机号码|联系方式)$`), Phone},
	{data.Pattern(`^(领衔|提案|提出|建议人|代表|委员).*地址$`), Address},
	{data.Pattern(`^(领衔|提案人|提出人|建议人|代表|委员).*(单位|代表团|界别|团组)$`), Home},
	{data.Pattern(`(电话|手机|手机号|手机号码|联系方式)$`), Unused},
	{data.Pattern(`(主办|承办|牵头|办理|责任)(单位|部门).*(联系人|经办人|承办人|联络员)$`), Contact},
	{data.Pattern(`(协办|会办|配合|协助).*(单位|部门)$`), CoUnit},
	{data.Pattern(`(主办|牵头).*(单位|部门)(名称)?$`), LeadUnit},
	{data.Pattern(`^[省市州区县]级?责任(单位|部门)$`), LeadUnit},
	{data.Pattern(`(承办|办理).*(单位|部门)(名称)?$`), AnyUnit},
	{data.Pattern(`(交办|转办|转交).*(时间|日期)$`), Handed},
	{data.Pattern(`(答复|办复|回复|复函).*(时间|日期)$`), Answered},
	{data.Pattern(`(答复|办复|回复|复函|复文).*(文号|函号)$`), DocNumber},
	{data.Pattern(`(附议|联名).*`), Cosigners},
	{data.Pattern(`领衔.{0,4}(代表|委员|人|姓名|名单)$`), Lead},
	{data.Pattern(`(单位|附件|团|会议|部门|领导|文件|项目|企业)名称$`), Unused},
	{data.Pattern(`(标题|题目|案由|名称)$`), Title},
	{data.Pattern(`(编号|案号)$`), Number},
	{data.Pattern(`(代表团|界别)$`), Home},
	{data.Pattern(`态度`), Attitude},
	{data.Pattern(`满意`), Result},
}

// lookup finds what a single heading can mean; guessed tells that only a part
// of it was known.
func lookup(heading string, confirmed Synonyms) (can []Meaning, why string, guessed bool) {
	key := HeadKey(heading)
	if key == "" {
		return nil, "", false
	}
	if m, ok := confirmed[key]; ok {
		return []Meaning{m}, "", false
	}
	for _, k := range []string{headNoise.Replace(bare(heading)), key, choices().ReplaceAllString(key, "")} {
		if can, ok := heads()[k]; ok {
			return can, "", false
		}
		if why, ok := unused()[k]; ok {
			return []Meaning{Unused}, why, false
		}
	}
	if len([]rune(key)) > 12 {
		return nil, "", false
	}
	if can := alternatives(key, confirmed); len(can) > 0 {
		return can, "", true
	}
	for _, g := range guesses {
		if g.pattern().MatchString(key) {
			switch g.meaning {
			case Limit:
				return []Meaning{Unused}, whyLimit, true
			case Unused:
				return []Meaning{Unused}, whyNotOurs, true
			}
			return []Meaning{g.meaning}, "", true
		}
	}
	return nil, "", false
}

// alternatives are what all words of a heading such as 代表/委员 can mean.
func alternatives(key string, confirmed Synonyms) (can []Meaning) {
	parts := strings.FieldsFunc(key, func(r rune) bool { return r == '/' || r == '或' })
	if len(parts) < 2 || len(parts) > 3 {
		return nil
	}
	for i, part := range parts {
		some, _, guessed := lookup(part, confirmed)
		if guessed || len(some) == 0 {
			return nil
		}
		if i == 0 {
			can = some
			continue
		}
		can = slices.DeleteFunc(slices.Clone(can), func(m Meaning) bool { return !slices.Contains(some, m) })
	}
	return can
}

var (
	markParent  = data.Pattern(`满意|测评|征询|反馈|评价|您认为`)
	workParent  = data.Pattern(`态度|工作`)
	replyParent = data.Pattern(`答复|办复`)
	classLeaf   = data.Pattern(`^[A-DＡ-Ｄ甲乙丙丁]类?$`)
	markLeaves  = []string{"优秀", "非常满意", "很满意", "满意", "同意", "基本满意", "较满意", "比较满意", "理解", "保留", "一般", "不满意", "不同意"}
)

// beneath tells what a heading means below a merged one; ok says that the two
// together tell more than the lower one alone. word is what a tick in the
// column stands for.
func beneath(parent, leaf string, confirmed Synonyms) (m Meaning, word string, ok bool) {
	if m, said := confirmed[HeadKey(parent)+"/"+HeadKey(leaf)]; said {
		return m, "", true
	}
	above, _, _ := lookup(parent, confirmed)
	key, parentKey := HeadKey(leaf), HeadKey(parent)
	is := func(words ...string) bool { return slices.Contains(words, key) }
	switch {
	case parentKey == "提案人分组":
		return Unused, "", true
	case slices.Contains(above, Lead):
		switch {
		case is("单位", "代表团", "界别", "团别", "工作单位", "所在单位"):
			return Home, "", true
		case is("姓名", "名字", "代表姓名", "委员姓名"):
			return Lead, "", true
		case is("电话", "联系电话", "手机"):
			return Phone, "", true
		}
	case slices.ContainsFunc(above, func(m Meaning) bool { return m == AnyUnit || m == LeadUnit }):
		switch {
		case is("主办", "主办单位", "牵头", "牵头单位"):
			return LeadUnit, "", true
		case is("会办", "协办", "会办单位", "协办单位", "配合单位", "配合"):
			return CoUnit, "", true
		case is("单位", "名称", "单位名称"):
			return AnyUnit, "", true
		case is("分管领导", "责任领导", "责任人", "分管负责人"):
			return Responsible, "", true
		case is("联系人", "经办人", "承办人"):
			return Contact, "", true
		case is("电话", "联系电话"):
			return UnitPhone, "", true
		}
	case markParent().MatchString(parentKey):
		mark := Result
		if workParent().MatchString(parentKey) && !strings.Contains(parentKey, "结果") {
			mark = Attitude
		}
		switch {
		case slices.Contains(markLeaves, key):
			return mark, key, true
		case is("办理结果", "结果", "对办理结果", "办理结果满意度"):
			return Result, "", true
		case is("办理态度", "态度", "办理工作", "对办理态度"):
			return Attitude, "", true
		case is("时间", "日期", "收到时间", "反馈时间"):
			return Returned, "", true
		}
	case slices.Contains(above, Class) && classLeaf().MatchString(key):
		return Class, string([]rune(key)[:1]), true
	case replyParent().MatchString(parentKey):
		switch {
		case is("时间", "日期"):
			return Answered, "", true
		case is("类别", "分类", "结果"):
			return Class, "", true
		case is("文号"):
			return DocNumber, "", true
		}
	case strings.Contains(parentKey, "交办") && is("时间", "日期"):
		return Handed, "", true
	}
	return Unknown, "", false
}
