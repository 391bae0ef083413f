package data

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
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
		newCue("件", `(按时|按期|如期|期限内|规定时限内|规定期限内)(已)?(完成)?(送达)?(办复|答复|回复|办结)?(完毕)?(了)?(的)?`, "repliedOnTime"),
		newCue("件", `(办复|答复|回复)(完毕)?(了)?`, "replied"),
		newCue("件", `(再次|重新|二次|第二次)(办理|答复|回复|办复)(并再次答复)?`, "reanswered"),
		newCue("件", `(未|没有|尚未|待|正在|正)(按时|按期)?(办复|答复|回复|办结|办理|面商|报送)`, notOurs),
		newCue("件", `(当面|书面|电话|上门|联合|会议)(办复|答复|回复)|独立?(主)?办(理)?|单独?办(理)?|分办|转化?为[A-D甲乙丙丁]类(件)?`, notOurs),
		newCue("件", `(已|全部)?办结`, "settled", "replied"),
		newCue("件", `(面商|面对面(沟通|协商|商量|交流)?|当面(沟通|协商))(了)?`, "consultedFaceToFace"),
		newCue("件", `(无需|不需要?|不必)(再)?(走访|面商|上门)`, "noVisit"),
		newCue("件", `(主办|领办|牵头办理|牵头主办)(的)?(建议|提案|代表|委员|件)*`, "lead"),
		newCue("件", `(协办|会办|协助办理)(的)?(建议|提案|代表|委员|件)*`, "assist"),
		newCue("件", `主办(件)?([、和及与]|以及)(协办|会办)(件)?(的)?(建议|提案)*`, "total"),
		newCue("件", `重点(督办|处理|办理)?(的)?(代表|委员|建议|提案|督办|件)*`, "key"),
		newCue("件", `闭会(期间)?(的|提出的)?(代表|建议|件)*`, "between"),
		newCue("件", `(撤案|撤回|撤销)([、和及]?转办)?(的)?|撤转`, "closed"),
		newCue("件", `并案(办理)?(的)?`, "merged"),
		newCue("件", `(延期|延长期限)(办理|答复)?(的)?`, "extended"),
		newCue("件次", `(退办|退回)(的)?`, "returns"),
		newCue("件份", `(已)?(报送|反馈|提出|送达)(了)?(的)?(协办|会办)?意见|意见[^,;]{0,10}报送(了)?|已报送`, "opinionsDelivered"),
		newCue("件份", `应(当)?报送(的)?(协办|会办)?(意见)?`, "opinionsDue"),
		newCue("件份", `(基本满意|较满意|比较满意)(的)?`, satisfiedKey+"mostly"),
		newCue("件份", `(不满意)(的)?`, satisfiedKey+"dissatisfied"),
		newCue("件份", `满意(的)?`, satisfiedKey+"satisfied"),
		newCue("件份", `满意(的)?[、和及与]基本满意(的)?`, satisfiedKey+"good"),
		newCue("件份", `(回收|收回|收到)(的)?(征询意见表|征求意见表|反馈表|意见表)|(征询意见表|征求意见表|反馈表|意见表)[^,;]{0,4}(回收|收回)`, "returned"),
		newCue("件", `(代表|委员)?联名(提出|提交)?(的)?(代表|委员|建议|提案)*`, "joint"),
		newCue("件", `(单独|独立)(提出|提交)(的)?(建议|提案)*`, "single"),
		newCue("件", `集体(提出|提交)(的)?(建议|提案)*|集体(提案|建议)`, "collective"),
		newCue("件", `(委员|代表)?个人(提出|提交)(的)?(建议|提案)*|(委员|代表)?个人(提案|建议)`, "personal"),
		newCue("件", `大会(期间)?(提出|提交|交办)?(的)?(代表)?(建议|提案|、)+(共|有|为|计| )*$|(会议|大会)期间(提出|提交|交办)的(代表)?(建议|提案)*(共|有|为|计| )*$`, "inSession"),
		newCue("件", `(代表)?议案(共|有|为|计|各|的| )*$`, "byKind.议案"),
		newCue("件", `社情民意(信息)?(共|有|为|计|各|的| )*$`, "byKind.社情民意"),
		newCue("件", `(^|[^0-9])(1[0-2]|[1-9])月份?(共|集中|统一)?(交办|转交|收到)`, monthKey+"handedOver"),
		newCue("件", `(^|[^0-9])(1[0-2]|[1-9])月份?(共|集中)?(答复|办复)`, monthKey+"answered"),
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
		newCue("次", `(与|同|向|和)(人大|政协)?(代表|委员|代表委员)(们)?(面对面|当面)?(沟通|联系)`, "talks"),
		newCue("次", `(调研视察|视察调研|视察[、和]调研|调研[、和]视察)(活动)?`, "surveys"),
		newCue("次", `((专项|实地|集中|现场|联合)?(督查|督导检查|督导))(活动|检查)?`, "visits"),
		newCue("次份件", `(提醒催办|督办提醒|催办督办|提醒、催办|催办提醒)`, "urgings"),
		newCue("次份件", `提醒(函|通知)?`, "urgings.提醒"),
		newCue("次份件", `催办(函|通知|单|通知书|通知单)?`, "urgings.催办"),
		newCue("次份件", `督办(单|通知|通知单|函)`, "urgings.督办单"),
		newCue("项件", `(往年|以前年度|历年|以往|以前)[^,;]{0,10}(承诺|兑现|续办续复)[^,;]{0,8}|续办续复[^,;]{0,6}`, "commitments.keptEarlier"),
		newCue("项件", `(结转|遗留|移交)[^,;]{0,12}承诺[^,;]{0,6}`, "before.commitments.left"),
		newCue("项件", `(已|全部)?兑现(了)?`+ofPromises, "commitments.kept"),
		newCue("项件", `((正在|继续)?跟踪(落实|办理|中)?|未到期)`+ofPromises, "commitments.open"),
		newCue("项件", `(逾期(未兑现|未落实)?|到期未(兑现|落实))`+ofPromises, "commitments.overdue"),
		newCue("项件", `(未|没有|尚未|还未|待)(兑现|落实)`+ofPromises, "commitments.left"),
		newCue("项件", `(作出|提出|确定|形成|登记)?(了)?(的)?承诺(事项)?(共|有|为|计)*$`, "commitments.all"),
		newCue("项", `采纳(吸纳)?(了)?(代表、委员|代表和委员|代表委员|代表|委员)?(们)?(提出)?(的)?(合理化|合理)?(意见建议|意见和建议|意见、建议|建议意见|意见|建议)`, "ideas"),
		newCue("项", `(制定)?(出台|制定|印发)(了)?(相关|有关|配套)?(政策措施|政策文件|政策)`, "policies"),
	}
}

// ofPromises may follow what became of promises.
const ofPromises = `((的)?承诺(事项)?)?`

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
var otherMatters = Pattern(`信访|热线|诉求|案件|留言|网民|12345|复议|信件|投诉|举报`)

// ofSome tell that what stands before or behind a number is of some units only.
var (
	ofSome       = Pattern(`[0-9一二三四五六七八九十]+个(承办|责任)?(单位|部门|乡镇|街道)[^,;]{0,8}$`)
	ofSomeBehind = Pattern(`^(以上)?的(有|单位|部门|承办|乡镇|街道)`)
	notDone      = Pattern(`^(代表|委员)?(建议|提案)?(超期|逾期|未|尚未|正在|仍在|没有|因)`)
)

// totalCue is how the whole is told; weak, for the same words go with anything.
var totalCue = Pattern(`共|总计|合计|总数|总件数|总量|交办|承办|收到|转交|转来|转办|受理|接到|分解|办理|交来|收受`)

// partCue are words after which a number is a part nobody names.
var partCue = Pattern(`其余|另有|还有|剩余|余下|部分|选取|选择|筛选|确定|其中|每|^(对|为|将|就|围绕|针对)`)

// behindCues are told behind the number: 7件由我区主办.
var behindCues = sync.OnceValue(func() []cue {
	return []cue{
		newCue("件", `^(代表|委员)?(建议提案|建议|提案)?(均|全部|都)?(由[^,;。0-9]{0,10}|为|是)?(主办|领办|牵头)`, "lead"),
		newCue("件", `^(代表|委员)?(建议提案|建议|提案)?(均|全部|都)?(由[^,;。0-9]{0,10}|为|是)?(协办|会办|协助)`, "assist"),
		newCue("件", `^(代表|委员)?(建议提案|建议|提案)?(被)?(列为|列入|确定为|作为|为)?重点`, "key"),
		newCue("件", `^(代表|委员)?(建议提案|建议|提案)?(为|属于?|是)?闭会`, "between"),
		newCue("件", `^(代表|委员)?(建议提案|建议|提案)?(均|全部|都)?(已)?(按时|按期|如期)(办复|答复|回复)`, "repliedOnTime"),
		newCue("件", `^(代表|委员)?(建议提案|建议|提案)?(均|全部|都)?(已)?(得到|经)?(办复|答复|回复)`, "replied"),
		newCue("件", `^(代表|委员)?(建议提案|建议|提案)?(申请|获准|经批准)?延期`, "extended"),
		newCue("件", `^(代表|委员)?(建议提案|建议|提案)?(申请|被)?退(办|回)`, "returns"),
		newCue("件", `^(为|是|系)?(代表|委员)?联名`, "joint"),
	}
})

// wholeBehind is what stands behind a whole: 15件建议.
var wholeBehind = Pattern(`^(市|区|县|省)?(级)?(人大|政协)?(代表|委员)?(建议|提案|议案)`)

// wholeBefore is what may stand before such a whole that no verb tells.
var wholeBefore = Pattern(`^(在|这|全部|所有|年|的|以上|上述|[ ,、])*$`)

var shareCues = sync.OnceValue(func() []cue {
	return []cue{
		newCue("%", `(初次|首次|第一次|一次)(办理|测评|评价|征询|答复)*(结果)?(的)?满意(度)?率`, "firstRate"),
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
		newCue("%", `(意见|建议)?采纳率`, "adoptedRate"),
		{words: Pattern(`(办理)?(态度|工作)(和|、|及|与|以及)(办理)?结果` + satisfaction), kinds: "%", keys: []string{"attitude.rate", "result.rate"}, all: true},
		newCue("%", `(办理态度|态度|办理工作)`+satisfaction, "attitude.rate", "attitude.rateOther"),
		newCue("%", `(办理结果|结果)`+satisfaction, "result.rate", "result.rateOther"),
		newCue("%", `(满意(和|、|及|与)基本满意|满意|基本满意)(的)?(度|·)*率|满意度`, satisfiedKey+"rate"),
		{words: Pattern(`[\p{Han}]{1,4}率`), kinds: "%", keys: []string{notOurs}, weak: true},
	}
})

const satisfaction = `(的|表示|为|测评|评价|代表)*(满意(和|、|及|与)基本满意|满意|基本满意)(的)?·*(度|率)+`

// blotted are words that hold a cue without being one.
var blotted = Pattern(`(主办|协办|承办|会办|督办)(单位|机关|部门|方|人员|领导|科室)|(\((均|以上均|都)?(含|包括)基本满意\))|(列入|纳入)重点工作|督办单位|办理(工作|过程|质量|人员|方案)?(情况|报告)|满意度测评|重视程度|(配合|协助|会同)(省级|市级|上级|有关|相关)?(部门|单位)`)

// blotWords takes such words out of a text, rune for rune.
func blotWords(rs []rune) []rune {
	text := string(rs)
	return []rune(blotted().ReplaceAllStringFunc(text, func(w string) string { return strings.Repeat(string(blot), len([]rune(w))) }))
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

// needsOf are characters of which one stands in whatever a pattern finds; "" where it
// is not seen. Most patterns of a text that is read find nothing, and making one costs
// more than looking for its characters.
func needsOf(pattern string) string {
	p := needs{[]rune(pattern), 0}
	return string(p.either())
}

// needs reads a pattern.
type needs struct {
	pattern []rune
	at      int
}

// either reads ways parted by |: of each something is needed, or nothing is.
func (p *needs) either() (all []rune) {
	sure := true
	for {
		one := p.row()
		all, sure = append(all, one...), sure && len(one) > 0
		if p.at == len(p.pattern) || p.pattern[p.at] == ')' {
			break
		}
		p.at++ // |
	}
	if !sure {
		return nil
	}
	return all
}

// row reads what follows each other: the part that needs fewest characters is enough.
func (p *needs) row() (least []rune) {
	for p.at < len(p.pattern) && p.pattern[p.at] != '|' && p.pattern[p.at] != ')' {
		one := p.one()
		if p.at < len(p.pattern) {
			switch p.pattern[p.at] {
			case '?', '*':
				one = nil
				p.at++
			case '+':
				p.at++
			case '{': // from none on, mostly
				one = nil
				for ; p.pattern[p.at] != '}'; p.at++ {
				}
				p.at++
			}
		}
		if p.at < len(p.pattern) && p.pattern[p.at] == '?' { // the least of it
			p.at++
		}
		if len(one) > 0 && (least == nil || len(one) < len(least)) {
			least = one
		}
	}
	return least
}

// one reads a character, a choice of some or a group.
func (p *needs) one() []rune {
	r := p.pattern[p.at]
	p.at++
	switch r {
	case '(':
		if p.pattern[p.at] == '?' { // (?:
			p.at += 2
		}
		all := p.either()
		p.at++ // )
		return all
	case '[':
		from := p.at
		for ; p.pattern[p.at] != ']'; p.at++ {
			if p.pattern[p.at] == '\\' {
				p.at++
			}
		}
		p.at++
		some := p.pattern[from : p.at-1]
		if strings.ContainsAny(string(some), `^-\`) {
			return nil
		}
		return some
	case '\\':
		p.at++
		if r = p.pattern[p.at-1]; r < utf8.RuneSelf && (r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9') {
			if p.at < len(p.pattern) && (r == 'p' || r == 'P') {
				for ; p.pattern[p.at] != '}'; p.at++ {
				}
				p.at++
			}
			return nil
		}
	case '^', '$', '.':
		return nil
	}
	return []rune{r}
}

// classCues are those of the classes and topics that the year has.
func (t toldFigures) ownCues() (counts, shares []cue) {
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
		shares = append(shares, newCue("%", words+`|`+regexp.QuoteMeta(c.Class)+`\s*类(件)?占比`, "classes."+c.Class+".share"))
	}
	for _, c := range t.stats.ByTopic {
		if len([]rune(c.Topic)) < 2 {
			continue
		}
		words := regexp.QuoteMeta(c.Topic) + `(类|方面|领域)?(的|建议|提案|件)*`
		counts = append(counts, newCue("件", words, "byTopic."+c.Topic+".count"))
		shares = append(shares, newCue("%", words, "byTopic."+c.Topic+".share"))
	}
	return counts, shares
}

// classWords are words that reports use for the usual classes beside those of
// the rule pack (forms.md §1: they move between years).
var classWords = map[string]string{
	"A": `(得到|已经?|正在)?(落实|圆满)?解决(或者?|和)?基本解决|(得到)(落实)?解决`,
	"B": `(已)?(列入|纳入)(工作)?(计划|规划)((准备|逐步|拟)解决)?|(正在|逐步)解决`,
	"C": `(因)?(受)?条件(所)?(限|限制)(或其[它他]原因)?[^,;件]{0,4}(暂时?)?(未能|不能|未|无法)(得到)?解决|暂时?(未能|不能|无法)解决`,
}
