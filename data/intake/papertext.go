package intake

import (
	"slices"
	"strings"

	"jianban/data"
)

var (
	titleLabel = data.Pattern(`^(?:案[\s　]*由|标[\s　]*题|题[\s　]*目|建议标题|建议题目|建议名称|提案标题|提案名称|主[\s　]*题)[\s　]*[:：][\s　]*`)
	bodyLabel  = data.Pattern(`^(?:建议内容|提案内容|议案内容|内[\s　]*容|正[\s　]*文|建议正文|提案正文)[\s　]*[:：][\s　]*`)
	// factLabel is a field of the form in which proposals are handed in.
	factLabel = data.Pattern(`(?:^|[\s　])(领衔代表|领衔委员|领衔人|领衔提案人|提案人|提出人|提建议人|建议人|第一提案人|提出代表|代表姓名|委员姓名|姓名|附议代表|附议委员|附议人|联名代表|联名委员|联名人|联名提案人|` +
		`代表团|所属代表团|所在代表团|界别|工作单位|单位|职务|编号|建议编号|提案编号|建议号|提案号|案号|类别|分类|建议类别|提案类别|内容分类|审查分类|提出时间|提出日期|提交时间|提交日期|时间|日期|` +
		`联系电话|电话|手机|手机号码|联系方式|通讯地址|通信地址|地址|邮编|邮政编码|案由|标题|题目|建议标题|建议名称|提案名称|主题|届次|会议|会议名称|主办单位|会办单位|协办单位|承办单位|建议承办单位|交办单位|是否公开|人数|附议人数|联名人数)\s*[:：]`)
	numberLine = data.Pattern(`^[（(]?(?:建议|提案|议案)?第?闭?\d{1,6}号[)）]?$`)
	formWords  = data.Pattern(`^(?:人大|政协)?(?:代表|委员)?(?:建议|提案|议案)(?:[、，]?批评和意见)?(?:专用纸|用纸|表|稿纸)?$`)
)

// longestFact is how long a field of a form is at most, in characters; what is longer
// is text that begins with such a word.
const longestFact = 60

// ownText is the text of a proposal without what stands above it: its title, and the
// lines of a form (领衔代表：李明), which head gives.
func ownText(text, title string) (body string, head []string) {
	lines := strings.Split(mendText(text), "\n")
	lines = slices.DeleteFunc(lines, func(l string) bool { return pageNumber().MatchString(strings.TrimSpace(l)) })
	for i := range lines[:min(len(lines), headLines)] {
		for _, end := range []int{i + 1, i + 2} {
			if end > len(lines) || titleCore(titleLabel().ReplaceAllString(strings.TrimSpace(strings.Join(lines[i:end], "")), "")) != titleCore(title) {
				continue
			}
			head = slices.DeleteFunc(slices.Clone(lines[:i]), func(l string) bool { return strings.TrimSpace(l) == "" })
			return belowHead(lines[end:], head)
		}
	}
	return belowHead(lines, nil)
}

// belowHead takes the lines of a form off the beginning of a text.
func belowHead(lines, head []string) (string, []string) {
	at := 0
	for ; at < len(lines); at++ {
		l := strings.TrimSpace(lines[at])
		if l == "" {
			continue
		}
		if !isFact(l) {
			break
		}
		head = append(head, l)
	}
	lines = slices.Clone(lines[at:])
	if len(lines) > 0 {
		lines[0] = bodyLabel().ReplaceAllString(strings.TrimSpace(lines[0]), "")
	}
	return strings.TrimSpace(strings.Join(lines, "\n")), head
}

// isFact tells that a line is one of a form and no text.
func isFact(l string) bool {
	at := factLabel().FindStringIndex(l)
	return numberLine().MatchString(bare(l)) || at != nil && at[0] == 0 && len([]rune(l)) <= longestFact && !strings.ContainsAny(l, "。；！？")
}

// fact is a field of a form; a line without a label has none.
type fact struct{ label, said string }

// factsOf are the fields of a line.
func factsOf(l string) (all []fact) {
	l = strings.TrimSpace(l)
	at := factLabel().FindAllStringSubmatchIndex(l, -1)
	if len(at) == 0 || at[0][0] > 0 {
		return []fact{{"", l}}
	}
	for i, m := range at {
		end := len(l)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		all = append(all, fact{l[m[2]:m[3]], strings.TrimSpace(l[m[1]:end])})
	}
	return all
}

// untold are the lines of a form that say what the registry does not.
func untold(head []string, c data.Case) (all []string) {
	for _, l := range head {
		for _, f := range factsOf(l) {
			if f.said == "" || f.label == "" && formWords().MatchString(bare(f.said)) || holds(c, f.said) {
				continue
			}
			if f.label != "" {
				f.said = f.label + "：" + f.said
			}
			all = addOnce(all, clip(f.said, 40))
		}
	}
	return all
}

// holds tells that a case says what a field of a form does.
func holds(c data.Case, said string) bool {
	p := c.Proposal
	if m := readMeeting(said); m.told() && m.fits(c.Book) || data.NumberKey(strings.Trim(said, "（）()")) == data.NumberKey(p.Number) || sameTitle(said, p.Title) {
		return true
	}
	named, _, _ := people(said)
	known := len(named) > 0
	for _, n := range named {
		known = known && slices.ContainsFunc(p.Proposers, func(q data.Proposer) bool { return data.SameName(q.Name, n.name) })
	}
	facts := []string{p.Topic, string(p.Kind), p.HandedOver.String(), p.HandedOver.Chinese()}
	for _, q := range p.Proposers {
		facts = append(facts, q.Delegation, q.Phone, q.Address)
	}
	for _, a := range c.Assignments {
		facts = append(facts, a.Unit.Name, a.Unit.FullName)
	}
	return known || slices.ContainsFunc(facts, func(f string) bool { return f != "" && bare(f) == bare(said) })
}
