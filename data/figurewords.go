package data

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// cue is words that tell which figure a number behind them (or, of a few, before
// them) is.
type cue struct {
	words func() *regexp.Regexp // read when first looked for: a text asks for few
	kinds string                // the kinds of nouns it goes with, such as 件份
	keys  []string              // of one figure, or of several that it may mean
	all   bool                  // it means each of the keys
	needs string                // one of these characters stands in what words finds; "" where that is not known
	weak  bool                  // it gives way to any other that overlaps it
}

func newCue(kinds, words string, keys ...string) cue {
	return cue{kinds: kinds, keys: keys, needs: needsOf(words), words: sync.OnceValue(func() *regexp.Regexp {
		re := regexp.MustCompile(words)
		re.Longest()
		return re
	})}
}

// may tells that the words may stand in a text.
func (c cue) may(text string) bool { return c.needs == "" || strings.ContainsAny(text, c.needs) }

// satisfied stands for a mark whose subject, 态度 or 结果, the sentence tells.
const satisfiedKey = "mark."

// Names of keys that are no figure: what is told is another thing.
const notOurs = ""

var countCues = sync.OnceValue(func() []cue { return slices.Concat(itemCues(), peopleCues(), doneCues()) })

// itemCues tell how many proposals, opinions and forms.
func itemCues() []cue {
	return []cue{
		newCue("件", `(期限|时限)(之内|以内|内)[^,;0-9]{0,14}(办复|答复|回复|办结|函复|完毕)(了)?(的)?`, "repliedOnTime"),
		newCue("件", `(按时|按期|如期|期限内|规定时限内|规定期限内)(已)?(完成)?(送达|寄出|发出)?(办复|答复|回复|函复|复函|办结)?(完毕)?(了)?(的)?`, "repliedOnTime"),
		newCue("件", `(办复|答复|回复|函复|复函)(完毕)?(了)?`, "replied"),
		newCue("件", `(再次|重新|二次|第二次)(作出|进行|予以|研究)*(办理|答复|回复|办复)(并再次答复)?`, "reanswered"),
		newCue("件", `(未|没有|尚未|待|正在|正)(按时|按期)?(办复|答复|回复|办结|办理|面商|报送)`, notOurs),
		newCue("件", `(当面|书面|电话|上门|联合|会议)(办复|答复|回复)|独立?(主)?办(理)?|单独?办(理)?|分办|转化?为[A-D甲乙丙丁]类(件)?`, notOurs),
		newCue("件", `(已|全部)?办结`, "settled", "replied"),
		newCue("件", `(面商|面谈|面对面(沟通|协商|商量|交流|商谈)?|当面(沟通|协商|商谈|商量|交流|听取意见))(了|过)?`, "consultedFaceToFace"),
		newCue("件", `(无需|不需要?|不必)(再)?(走访|面商|上门)|未(经)?(走访|面商|上门|见面)(便|就|即|直接|而)[^,;0-9]{0,4}(答复|办复|回复)(的)?`, "noVisit"),
		newCue("件", `(主办|领办|牵头办理|牵头主办|牵头承办|挑头办理|挑头|唱[“"]?主角[”"]?|挑[“"]?大梁[”"]?|挑[“"]?主办[”"]?(担子|大梁)|由(我|本)[^,;0-9]{0,6}(牵头|负责))(的)?(建议|提案|代表|委员|件)*`, "lead"),
		newCue("件", `(当[“"]?配角[”"]?|打[“"]?配合[”"]?|搭手协办|协办|会办|协助办理|协理)(的)?(建议|提案|代表|委员|件)*|(配合|协助|会同|协同|参与)[^,;0-9]{0,10}(办理|承办|处理|协办|会办)(的)?(建议|提案|代表|委员|件)*`, "assist"),
		newCue("件", `主办(件)?([、和及与]|以及)(协办|会办)(件)?(的)?(建议|提案)*`, "total"),
		newCue("件", `重点(督办|处理|办理)?(的)?(代表|委员|建议|提案|督办|件)*`, "key"),
		newCue("件", `闭会(期间)?(的|提出的)?(代表|建议|件)*`, "between"),
		newCue("件", `(撤案|撤回|撤销)([、和及]?转办|或转为其[他它]方式处理|或转出)?(的)?|撤转`, "closed"),
		newCue("件", `并案(办理)?(的)?`, "merged"),
		newCue("件", `(延期|延长期限)(办理|答复)?(的)?`, "extended"),
		newCue("件", `(一次性|一并|一同|当场|当天|当日)(集中)?(交办|转交)(了)?(代表|委员)?(建议|提案)*`, notOurs),
		newCue("件次", `(退办|退回)(重新交办|重新分办|重新确定(承办)?单位|重新确定|改办|改派)?(的)?(建议|提案)*`, "returns"),
		newCue("件份", `(已)?`+delivering+`(了)?(的)?(书面)?(协办|会办)?(书面)?意见|意见[^,;]{0,10}`+delivering+`(了)?|已报送|(实际|实)(报|交|送)(到|来|送)?(了)?|实际(提供|提交|反馈|出具|完成)(了)?`, "opinionsDelivered"),
		newCue("份", delivering+`(了)?$`, "opinionsDelivered"),
		newCue("件份", `(应|需|须)(当|要)?(报送|报|提交|交|反馈)(的)?(协办|会办)?(意见)?(的)?|(应|需|须)(当|要)?(向|给)[^,;0-9]{0,8}(提供|报送|提交|送交|反馈)(的)?(书面)?(协办|会办)?意见`, "opinionsDue"),
		newCue("件份", `(基本满意|较满意|比较满意)(的)?`, satisfiedKey+"mostly"),
		newCue("件份", `(不满意)(的)?`, satisfiedKey+"dissatisfied"),
		newCue("件份", `满意(的)?`, satisfiedKey+"satisfied"),
		newCue("件份", `满意(的)?[、和及与]基本满意(的)?`, satisfiedKey+"good"),
		newCue("件份", comingBack+`(的|了|代表|委员|们|填写)*`+formWords+`|`+formWords+`[^,;]{0,8}`+comingBack+`(了)?|(寄回|交回|填回|收回|回收)(的|了|代表|委员|们|填写|·)*$`, "returned"),
		newCue("件", `(代表|委员)?联名(提出|提交)?(的)?(代表|委员|建议|提案)*`, "joint"),
		newCue("件", `(单独|独立)(提出|提交)(的)?(建议|提案)*`, "single"),
		newCue("件", `集体(名义)?(提出|提交)(的)?(建议|提案)*|集体(提案|建议)`, "collective"),
		newCue("件", `(委员|代表)?个人(名义)?(提出|提交|之手)(的)?(建议|提案)*|(委员|代表)?个人(提案|建议)`, "personal"),
		newCue("件", `大会(期间)?(提出|提交|交办)?(的)?(代表)?(建议|提案|、)+(共|有|为|计| )*$|(会议|大会|人代会|全会|两会)期间(提出|提交|交办|收到|形成|受理)(了)?(的)?(代表|委员)?(建议|提案|、)*(共|有|为|计| )*$`, "inSession"),
		newCue("件", `(^|[,;:]|件、)(人大)?代表建议(有|为|计|各| )*$`, "byKind.建议", "total"),
		newCue("件", `(^|[,;:]|件、)政协(委员)?提案(有|为|计|各| )*$|政府办理的提案(共|有|为|计|各| )*$`, "byKind.提案", "total"),
		newCue("件", `(代表)?议案(共|有|为|计|各|的| )*$`, "byKind.议案"),
		newCue("件", `社情民意(信息)?(共|有|为|计|各|的| )*$`, "byKind.社情民意"),
		newCue("件", `(^|[^0-9])(1[0-2]|[1-9])月份?(共|集中|统一)?(交办|转交|收到)`, monthKey+"handedOver"),
		newCue("件", `(^|[^0-9])(1[0-2]|[1-9])月份?(共|集中)?(答复|办复)`, monthKey+"answered"),
		newCue("件", wordsOfLastYear+`(结转|遗留)(的)?([B-D乙丙丁]类)?(件|建议|提案|的)*`, "planned.all"),
		newCue("件", wordsOfLastYear+`的?[B-D乙丙丁]类(件|建议|提案|的|中|已|有)*(转化(为[A-D甲乙丙丁]类)?|得到解决|解决|落实|办结)(了)?`, "planned.resolved"),
	}
}

// peopleCues tell how many people were talked with.
func peopleCues() []cue {
	const met = `(与|同|和|向)?(人大|政协)?(代表|委员|代表、委员|代表和委员|代表委员)(们)?(进行|开展)?`
	return []cue{
		newCue("人", met+`(沟通|联系|联络|协商|交流)(交流|协商|联系|联络)?(代表|委员)?|沟通人次`, "met.times"),
		newCue("人", `((人大|政协)?(代表|委员)(们)?)?(进行|开展)?(面对面|当面)(沟通|协商|交流|商量|联系)(了)?(代表|委员)?|面商(了)?(人大|政协)?(代表|委员)?|走访(了)?(人大|政协)?(代表|委员)`, "met.inPerson"),
		newCue("位", `(面对面|当面)?(沟通|联系|联络|协商|面商|走访|见面)(联系|交流|协商)?(了)?(的)?`, "met.deputies"),
	}
}

// doneCues tell how often something was done, and how much of what was promised
// and taken up.
func doneCues() []cue {
	return []cue{
		newCue("次", `(办前)[^,;、]{0,8}`, "talks.办前"),
		newCue("次", `(办中)[^,;、]{0,8}`, "talks.办中"),
		newCue("次", `(办后)[^,;、]{0,8}`, "talks.办后"),
		newCue("次", `(单位)?(主要领导|主要负责人|主要负责同志|一把手|党政正职)`+leading, talksByKey+string(UnitHead)),
		newCue("次", `(单位)?(分管领导|分管负责人|分管负责同志|班子成员)`+leading, talksByKey+string(UnitDeputy)),
		newCue("次", `((业务)?(科室|股室)(负责人|负责同志)?)`+leading, talksByKey+string(SectionHead)),
		newCue("次", `(与|同|向|和)(人大|政协)?(代表|委员|代表委员)(们)?(开展|进行)?(面对面|当面|各类)?(沟通|联系)`, "talks"),
		newCue("次", `(调研视察|视察调研|视察[、和]调研|调研[、和]视察)(活动)?`, "surveys"),
		newCue("次", `((专项|实地|集中|现场|联合)?(督查|督导检查|督导))(活动|检查)?`, "visits"),
		newCue("次份件", `(提醒催办|督办提醒|催办督办|提醒、催办|催办提醒|催促|提醒(函|通知)?、催办(函|通知|单)?(、|及|和|以及)督办(函|通知|单)?)`, "urgings"),
		newCue("次份件", `提醒(函|通知)?`, "urgings.提醒"),
		newCue("次份件", `催办(函|通知|单|通知书|通知单)?`, "urgings.催办"),
		newCue("次份件", `督办(单|通知|通知单|函)`, "urgings.督办单"),
		newCue("项件", `(往年|以前年度|历年|以往|以前)[^,;]{0,10}(承诺|兑现|续办续复)[^,;]{0,8}|续办续复[^,;]{0,6}`, "commitments.keptEarlier"),
		newCue("项件", `(结转|遗留|移交)[^,;]{0,12}承诺[^,;]{0,6}`, "before.commitments.left"),
		newCue("项件", `(已|全部)?兑现(了)?`+ofPromises, "commitments.kept"),
		newCue("项件", `((正在|继续)?跟踪(落实|办理|中)?|未到期)`+ofPromises, "commitments.open"),
		newCue("项件", `(逾期(未兑现|未落实)?|到期未(兑现|落实))`+ofPromises, "commitments.overdue"),
		newCue("项件", `(未|没有|尚未|还未|待)(兑现|落实)`+ofPromises, "commitments.left"),
		newCue("项件", `(作出|提出|确定|形成|登记)?(了)?(的)?承诺(事项|[^,;0-9]{0,10}事项)?(共|有|为|计)*$`, "commitments.all"),
		newCue("项", takingUp+`(了)?(代表、委员|代表和委员|代表委员|代表|委员)?(们)?(提出)?(的)?(合理化|合理)?(意见建议|意见和建议|意见、建议|建议意见|意见|建议|点子|金点子)|`+takingUp+`(了)?(代表|委员|们|提出|的)*[\p{Han}]{0,5}$|(意见|建议|点子)(被|获|得到|予以|均被)?`+takingUp+`(了)?`, "ideas"),
		newCue("项", `(制定)?(出台|制定|印发)(了)?(相关|有关|配套)?(政策措施|政策文件|政策)|(出台|制定|印发)[^,;0-9]{0,14}政策(措施|文件)?$`, "policies"),
	}
}

// formWords name the form that asks what proposers think, comingBack that it came back,
// delivering what is done with opinions.
const (
	formWords  = `(征询意见表|征求意见表|意见征询表|意见反馈表|满意度测评表|反馈表|意见表|征询表)`
	comingBack = `(送回|交还|收集|回收|收回|收到|寄回|交回|返回|填回|收齐|反馈)`
	delivering = `(报送|报到|递送|递交|呈报|上报|反馈|提出|送达|交来|送交|提交|提供|出具|寄送|发出|函告)`
)

// takingUp is what letters do with suggestions.
const takingUp = `(采纳吸收|采纳吸纳|吸收采纳|吸纳采纳|采纳|吸收|吸纳|采用|采信|参考采用)`

// ofPromises may follow what became of promises.
const ofPromises = `((的)?承诺(事项)?)?`

// talksByKey begins the keys of talks by who led them, leading what they did.
const (
	talksByKey = "talks.by."
	leading    = `([^,;、0-9]{0,12}(沟通|走访|面商|见面|座谈|协商)(活动|代表|委员|代表委员)?)?`
)

// monthKey begins the keys of figures of one month, which the words tell.
const monthKey = "course.*."

const wordsOfLastYear = `(上一?年度?|去年度?|\d{4}年度?)`

// wholeVerb is how the whole is told without the word 建议.
var wholeVerb = Pattern(`(共|总共|总计|合计|年)(计)?(承办|办理|交办|收到|接到|受理|转交)(了)?$`)

// aimed are words of what was wanted, not reached; aimedBehind those behind it.
var (
	aimed       = Pattern(`力争|确保|力求|争取|目标|按照|要求|提出`)
	aimedBehind = Pattern(`^[^,;。]{0,40}(目标|要求|标准)`)
)

// otherMatters are other things that offices answer and settle.
var otherMatters = Pattern(`信访|热线|诉求|案件|留言|网民|12345|复议|信件|投诉|举报|工单|来信|信箱`)

// ofSome tell that what stands before or behind a number is of some units only.
var (
	ofSome       = Pattern(`[0-9一二三四五六七八九十]+个(承办|责任)?(单位|部门|乡镇|镇街|街道|科室|县区)[^,;]{0,12}$`)
	ofSomeBehind = Pattern(`^(以上)?的(有|单位|部门|承办|乡镇|街道)`)
	notDone      = Pattern(`^(代表|委员)?(建议|提案)?(超期|逾期(未|没|的|答|办)|未|尚未|正在|仍在|没有(办|答|完|按|解|落|得)|因)`)
)

// totalCue is how the whole is told; weak, for the same words go with anything.
var totalCue = Pattern(`共|总计|合计|总数|总件数|总量|交办|承办|收到|转交|转来|转办|受理|接到|接办|接手|承接|分得|分到|认领|分解|办理|交来|收受`)

// partCue are words after which a number is a part nobody names.
var partCue = Pattern(`其余|另有|还有|剩余|余下|部分|选取|选择|筛选|抽查|抽取|随机|公开|确定|其中|每|^(对|为|将|就|围绕|针对)`)

// wholeBehind is what stands behind a whole: 15件建议.
var wholeBehind = Pattern(`^(市|区|县|省)?(级)?(人大|政协)?(代表|委员)?(建议|提案|议案)`)

// wholeBefore is what may stand before such a whole that no verb tells.
var wholeBefore = Pattern(`^(在|这|全部|所有|年|的|以上|上述|[ ,、])*$`)

var shareCues = sync.OnceValue(func() []cue {
	return []cue{
		newCue("%", `(初次|首次|第一次|一次)(办理|测评|评价|征询|答复|反馈)*(之?后)?(的)?(结果)?(的)?满意(度)?率`, "firstRate"),
		newCue("%", markShare+`基本满意[”"]?(的|者)?(建议|提案|件|代表|委员)*((仍|还|只|仅|约|也)*占(比)?|(的)?(比重|比例))|`+markShare+`基本满意[”"]?(的|者)(为|有|是)$`, satisfiedKey+"mostlyShare"),
		newCue("%", markShare+`不满意[”"]?(的|者)?(建议|提案|件|代表|委员)*((仍|还|只|仅|约|也)*占(比)?|(的)?(比重|比例))|`+markShare+`不满意[”"]?(的|者)(为|有|是)$`, satisfiedKey+"dissatisfiedShare"),
		newCue("%", markShare+`满意[”"]?(的|者)?(建议|提案|件|代表|委员)*((仍|还|只|仅|约|也)*占(比)?|(的)?(比重|比例))|`+markShare+`满意[”"]?(的|者)(为|有|是)$`, satisfiedKey+"satisfiedShare"),
		newCue("%", `(办理态度|态度|办理工作)(的)?基本满意(度)?率`, "attitude.mostlyShare"),
		newCue("%", `(办理结果|结果)(的)?基本满意(度)?率`, "result.mostlyShare"),
		newCue("%", `基本满意(度)?率`, satisfiedKey+"mostlyShare"),
		newCue("%", `(`+wordsOfLastYear+`的?)?[B-D乙丙丁]类(件|建议|提案)*(转化|解决|落实)率|转化率`, "planned.rate"),
		newCue("%", `(建议|提案)?(办复|答复|回复)率`, "replyRate"),
		newCue("%", `办结率`, "settledRate"),
		newCue("%", `(按时|按期|及时|如期)(办复|答复|回复|办结|办理)?率`, "onTimeRate"),
		newCue("%", `(协办|会办)?(意见)?(报送|反馈|提交)率`, "opinionRate"),
		newCue("%", `(协办|会办)?(意见)?(按时|按期|及时)(报送|提交)率`, "opinionOnTimeRate"),
		newCue("%", `(协办|会办)单位(意见)?按时(报送)?率`, "coOpinionRate"),
		newCue("%", `(面商|走访|见面|面对面沟通|当面沟通|沟通)率`, "faceToFaceRate"),
		newCue("%", `(征询意见表|意见表|反馈表)?(回收|收回)率`, "returnedRate", "returnedOfSentRate"),
		newCue("%", `(意见|建议)?采纳率|(意见|建议)?(被|获|得到)?采纳(的)?(比例|比重|占比)`, "adoptedRate"),
		{words: Pattern(`(办理)?(态度|工作)(和|、|及|与|以及)(办理)?结果` + satisfaction), kinds: "%", keys: []string{"attitude.rate", "result.rate"}, all: true},
		newCue("%", `(办理态度|态度|办理工作)`+satisfaction, "attitude.rate", "attitude.rateOther"),
		newCue("%", `(办理结果|结果)`+satisfaction, "result.rate", "result.rateOther"),
		newCue("%", `(满意(和|、|及|与)基本满意|满意|基本满意)(的)?(度|·)*率|满意度`, satisfiedKey+"rate"),
		{words: Pattern(`[\p{Han}]{1,4}率`), kinds: "%", keys: []string{notOurs}, weak: true},
	}
})

const markShare = `(表示|评价为|评为|评价|为|选择|打|勾选|投|画)?[“"]?`

const satisfaction = `(的|表示|为|测评|评价|代表)*(满意(和|、|及|与)基本满意|满意|基本满意)(的)?·*(度|率)+`

// blotted are words that hold a cue without being one.
var blotted = Pattern(`(主办|协办|承办|会办|督办)(单位|机关|部门|方|人员|领导|科室)|(\((均|以上均|都)?(含|包括)基本满意\))|(列入|纳入)重点工作|督办单位|办理(工作|过程|质量|人员|方案)?(情况|报告)|满意度测评|重视程度|[“"]?[两二三四五六七八]个率[”"]?|\((即|统称)[^()]{1,8}\)|(配合|协助|会同|协同)(省级|省直|市级|市直|上级|县级|区级|有关|相关|兄弟|其他|其它|牵头|主办|各)*(部门|单位)`)

// helping begin such words, but are cues themselves.
var helping = Pattern(`^(配合|协助|会同|协同)`)

// blotWords takes such words out of a text, rune for rune.
func blotWords(rs []rune) []rune {
	text := string(rs)
	return []rune(blotted().ReplaceAllStringFunc(text, func(w string) string {
		kept := helping().FindString(w)
		return kept + strings.Repeat(string(blot), len([]rune(w))-len([]rune(kept)))
	}))
}

// found is a cue in a text, in bytes of it.
type found struct {
	cue
	at, end int
}

// findCues lists where cues of a kind stand, from left to right; of those that
// overlap the longest stays, of those that end at one place the first to begin.
func findCues(cues []cue, kind, text string) (all []found) {
	for _, c := range cues {
		if !strings.Contains(c.kinds, kind) {
			continue
		}
		if !c.may(text) {
			continue
		}
		for _, at := range c.words().FindAllStringIndex(text, -1) {
			if at[1] > at[0] {
				all = append(all, found{c, at[0], at[1]})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b found) int {
		if a.weak != b.weak {
			if a.weak {
				return 1
			}
			return -1
		}
		if by := (b.end - b.at) - (a.end - a.at); by != 0 {
			return by
		}
		return a.at - b.at
	})
	var kept []found
	for _, f := range all {
		if !slices.ContainsFunc(kept, func(k found) bool { return f.at < k.end && k.at < f.end }) {
			kept = append(kept, f)
		}
	}
	slices.SortFunc(kept, func(a, b found) int { return a.at - b.at })
	return kept
}

// ownCues are those of the classes and topics that the year has.
func (t toldFigures) ownCues() (counts, shares, behind []cue) {
	for _, w := range t.stats.Rates.Words {
		keys := []string{figureKeys[w.Rate]}
		for mark, subject := range map[string]string{"态度满意率": "attitude", "结果满意率": "result"} {
			if w.Rate == mark {
				keys = []string{subject + ".rate", subject + ".rateOther"}
			}
		}
		shares = append(shares, newCue("%", regexp.QuoteMeta(w.Word), keys...))
	}
	for _, c := range t.stats.Classes {
		words := regexp.QuoteMeta(c.Class) + `\s*类?(件|答复|的)*\s*`
		for _, more := range []string{c.Name, c.Told, classWords[c.Class]} {
			if len([]rune(more)) > 2 {
				if more != classWords[c.Class] {
					more = regexp.QuoteMeta(more)
				}
				words += "|(" + more + ")(的|建议|提案|件)*"
			}
		}
		counts = append(counts, newCue("件", words, "classes."+c.Class+".count"))
		behind = append(behind, newCue("件", `^(建议|提案|代表|委员)*(所提)?(问题|事项)?(已经?|也)?(`+words+`)`, "classes."+c.Class+".count"))
		shares = append(shares, newCue("%", words+`|`+regexp.QuoteMeta(c.Class)+`\s*类(件)?占比`, "classes."+c.Class+".share"))
	}
	for _, c := range t.stats.ByTopic {
		if len([]rune(c.Topic)) < 2 {
			continue
		}
		words := regexp.QuoteMeta(c.Topic) + `(类|方面|领域)?(的|建议|提案|件)*`
		if c.Topic == "其他" { // a word of every day
			words = `其[他它](类|方面|领域)(的|建议|提案|件)*`
		}
		counts = append(counts, newCue("件", words, "byTopic."+c.Topic+".count"))
		shares = append(shares, newCue("%", words, "byTopic."+c.Topic+".share"))
	}
	return counts, shares, behind
}

// classWords are words that reports use for the usual classes beside those of
// the rule pack (forms.md §1: they move between years).
var classWords = map[string]string{
	"A": `(得到|已经?|正在)?(落实|圆满)?解决(或者?|和)?基本解决|(得到)(落实)?解决`,
	"B": `(已)?(列入|纳入)((下一?年度?|今后|长远)?(工作|建设)?)(计划|规划)((准备|逐步|拟)解决)?|(正在|逐步)解决((或者?|、|和)(列入|纳入)(计划|规划))?`,
	"C": `(因)?(受)?条件(所)?(限|限制)(或其[它他]原因)?[^,;件]{0,4}(暂时?)?(未能|不能|未|无法)(得到)?解决|(因|受)[^,;件]{0,16}(难以|未能|不能|无法)(得到)?(解决|落实)|暂时?(未能|不能|无法|难以?)解决[、,]?(留作参考)?`,
}
