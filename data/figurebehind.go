package data

import (
	"strings"
	"sync"
)

// What is told behind a number.

// behindCues are told behind the number: 7件由我区主办.
var behindCues = sync.OnceValue(func() []cue {
	return []cue{
		newCue("件", `^(代表|委员)?(建议提案|建议|提案|主办件)?(被|因故|经同意|已|均)*(撤转|撤回|撤案)`, "closed"),
		newCue("件", `^(建议|提案)?(原)?(为|属|是|系|来自)(代表)?议案`, "byKind.议案"),
		newCue("件", `^(建议|提案)?(原)?(为|属|是|系|来自)社情民意`, "byKind.社情民意"),
		newCue("件", `^(代表|委员)?(建议提案|建议|提案)?(均|全部|都)?由(其他|其它|兄弟|市级|市直|省级|上级|别的)[^,;。0-9]{0,8}(主办|牵头)`, "assist"),
		newCue("件", `^(代表|委员)?(建议提案|建议|提案)?(均|全部|都)?(由[^,;。0-9]{0,10}|为|是)?(主办|领办|牵头)`, "lead"),
		newCue("件", `^(代表|委员)?(建议提案|建议|提案)?(均|全部|都)?(由[^,;。0-9]{0,10}|为|是)?(协办|会办|协助)`, "assist"),
		newCue("件", `^(代表|委员)?(建议提案|建议|提案)?(被)?(列为|列入|确定为|作为|为)?重点|^[^,;0-9]{0,14}(列为|列入|确定为|作为|为)[^,;0-9]{0,4}重点(督办|办理|处理|建议|提案)`, "key"),
		newCue("件", `^(代表|委员)?(建议提案|建议|提案)的(办理)?(态度|结果|质量)`, notOurs),
		newCue("份", `^(书面)?(协办|会办)(书面)?意见[^,;0-9]{0,8}(报|送|交|函|反馈)`, "opinionsDelivered"),
		newCue("项件", `^(尚|还|仍)?未(能)?(兑现|落实)`, "commitments.left"),
		newCue("项件", `^(已经?|现已)?逾期`, "commitments.overdue"),
		newCue("件", `^(代表|委员)?(建议提案|建议|提案)?(为|属于?|是|在|系)?闭会`, "between"),
		newCue("件", `^(代表|委员)?(建议提案|建议|提案)?(为|属于?|是|在|系)?(大会|会议|人代会|全会|两会)(期间|上)`, "inSession"),
		newCue("项件", `^逾期(未兑现|未落实)?(的)?承诺`, "commitments.overdue"),
		newCue("项件", `^(尚|还)?未(兑现|落实)(的)?承诺`, "commitments.left"),
		newCue("项件", `^承诺(事项)?[^,;0-9]{0,4}(全部|已|均已)兑现|^(已)?兑现(的|了)?承诺`, "commitments.kept", "commitments.all"),
		newCue("项件", `^承诺(事项)?[^,;0-9]{0,8}(跟踪|推进|未到期)`, "commitments.open", "commitments.all"),
		newCue("项", `^(合理化|合理|有价值的|好)?(意见建议|意见和建议|意见|建议|点子)[^,;0-9]{0,6}`+takingUp, "ideas"),
		newCue("件", `^(代表|委员)?(建议提案|建议|提案)?(均|全部|都)?(已)?(按时|按期|如期)(办复|答复|回复)`, "repliedOnTime"),
		newCue("件", `^(代表|委员)?(建议提案|建议|提案|主办件(均|全部|都))?(均|全部|都)?(已)?(得到|经|作出|予以|完成|有了)?(正式|书面)?(办复|答复|回复)`, "replied"),
		newCue("件", `^(代表|委员)?(建议提案|建议|提案)?(申请|获准|经批准|按程序|批准|同意|予以|依法|办理)*延期`, "extended"),
		newCue("件", `^(代表|委员)?(建议提案|建议|提案)?(申请|被)?退(办|回)`, "returns"),
		newCue("件", `^(代表|委员)?(建议提案|建议|提案)?(实行|予以|作|作了|进行|按程序)*(并案|合并办理)`, "merged"),
		newCue("件", `^(为|是|系)?(代表|委员)?联名|^(建议|提案)?由[^,;0-9]{0,14}联名(提出|提交)`, "joint"),
		newCue("件", `^(建议|提案)?由[^,;0-9]{0,16}集体(名义)?(提出|提交)`, "collective"),
		newCue("件", `^(建议|提案)?由[^,;0-9]{0,16}个人(名义)?(提出|提交)`, "personal"),
		newCue("件", `^(建议|提案)?由[^,;0-9]{0,16}单独(提出|提交)`, "single"),
	}
})

// roleBehind is a noun behind the number that says whose part it is: 8件协办件.
var roleBehind = Pattern(`^(主办|领办|协办|会办)件`)

// behindTimes are told behind a number of times: 12次专项督查.
var behindTimes = sync.OnceValue(func() []cue {
	return []cue{
		newCue("次", `^(专项|实地|集中|现场)?(督查|督导)`, "visits"),
		newCue("次", `^(代表)?(调研视察|视察调研|视察、调研)`, "surveys"),
	}
})

// behind takes what the words behind the number say: of several that do, the longest.
func (c *numberWords) behind() bool {
	end := 0
	var says cue
	for _, b := range c.s.r.behind {
		if !strings.Contains(b.kinds, c.kind()) || !b.may(c.right) || strings.HasPrefix(b.keys[0], "commitments.") && !c.promised() {
			continue
		}
		m := b.words().FindStringIndex(c.right)
		if m != nil && m[1] > end && (!ofWhole(b.keys[0]) || strings.Contains(c.right[:m[1]], "由") || !partCue().MatchString(c.withoutRest())) {
			says, end = b, m[1]
		}
	}
	if end > 0 {
		if says.keys[0] != notOurs {
			c.means(len(c.left), says.keys)
		}
		c.s.taken = c.n.to + len([]rune(c.right[:end]))
		return true
	}
	for _, b := range behindTimes() {
		if strings.Contains(b.kinds, c.kind()) && b.may(c.right) && b.words().MatchString(c.right) {
			c.means(len(c.left), b.keys)
			return true
		}
	}
	return false
}

// withoutRest is the clause without words that do not make the number a part: 其中 is
// told apart, and 除撤转的2件外，其余140件 are all again.
func (c *numberWords) withoutRest() string {
	clause := strings.ReplaceAll(c.left[c.clause():], "其中", "")
	if strings.Contains(c.before, "除") {
		clause = strings.ReplaceAll(clause, "其余", "")
	}
	return clause
}
