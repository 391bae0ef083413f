package intake

import (
	"regexp"
	"slices"
	"strings"

	"jianban/data"
)

// roleWords are our parts in a proposal as ledgers call them.
var roleWords = map[string]data.Role{
	"主办": data.Lead, "独办": data.Lead, "单办": data.Lead, "牵头": data.Lead, "牵头办理": data.Lead, "主办件": data.Lead, "牵头主办": data.Lead,
	"协办": data.Assist, "会办": data.Assist, "配合": data.Assist, "协办件": data.Assist, "会办件": data.Assist, "协助": data.Assist,
	"分办": data.Separate, "分别办理": data.Separate, "分办件": data.Separate,
}

func roleOf(text string) (data.Role, bool) {
	if r, ok := roleWords[text]; ok {
		return r, true
	}
	r, ok := roleWords[strings.TrimSuffix(inBrackets().ReplaceAllString(bare(text), ""), "单位")]
	return r, ok
}

// kindOf reads 建议, 提案, 议案 and 社情民意 in their longer forms too.
func kindOf(text string) (data.Kind, bool) {
	t := bare(text)
	switch {
	case strings.Contains(t, "社情民意"):
		return data.PublicOpinion, true
	case strings.Contains(t, "议案"):
		return data.Bill, true
	case strings.Contains(t, "提案"):
		return data.CPPCCProposal, true
	case strings.Contains(t, "建议") || t == "批评" || t == "意见" || t == "质询":
		return data.Suggestion, true
	}
	return "", false
}

var yesWords, noWords = []string{"是", "√", "✓", "✔", "有", "重点", "Y", "y", "yes", "1", "★", "重点督办", "重点提案", "重点建议"},
	[]string{"否", "×", "无", "N", "n", "no", "0", "一般", "非重点", "/", "-", "—", "不是"}

func yesNo(text string) (yes, ok bool) {
	t := bare(text)
	if slices.Contains(yesWords, t) || strings.HasPrefix(t, "重点") {
		return true, true
	}
	return false, slices.Contains(noWords, t)
}

// ticked tells whether a cell under 满意, 基本满意 or 不满意 is marked: a tick of
// whatever form or a number other than 0.
func ticked(text string) bool {
	yes, known := yesNo(text)
	if known {
		return yes
	}
	t := bare(text)
	return t != "" && t != "0" && (strings.ContainsAny(t, "√✓✔☑✅■●○VvＶｖ") || strings.Trim(t, "0123456789") == "")
}

// markWords are marks that a rule pack may lack, each counted as one of its own.
var markWords = map[string]data.Mark{
	"满意": data.Satisfied, "非常满意": data.Satisfied, "很满意": data.Satisfied, "同意": data.Satisfied, "满意件": data.Satisfied,
	"基本满意": data.MostlySatisfied, "较满意": data.MostlySatisfied, "比较满意": data.MostlySatisfied, "理解": data.MostlySatisfied,
	"一般": data.MostlySatisfied, "保留": data.MostlySatisfied, "基本同意": data.MostlySatisfied,
	"不满意": data.Dissatisfied, "不同意": data.Dissatisfied,
}

// notBack says that no mark came back yet.
var notBack = data.Pattern(`^(?:[/\-—无未]*|(?:未|尚未|暂未|还未|没有|待)(?:反馈|收回|返回|回收|评价|测评|征询|反馈意见)|暂无|空)$`)

// lettered is the letter before a mark in a list to be ticked: B.基本满意.
var lettered = data.Pattern(`^[（(]?[A-Da-dＡ-Ｄ][)）]?[.．、:：]?`)

// markOf reads a satisfaction mark as a word of the rule pack.
func markOf(text string, p data.RulePack) (data.Mark, bool) {
	t := data.Mark(strings.Trim(lettered().ReplaceAllString(bare(text), ""), "。.、√✓✔☑✅"))
	if parts := strings.FieldsFunc(string(t), func(r rune) bool { return strings.ContainsRune("/／、；;", r) }); len(parts) > 1 && !slices.ContainsFunc(parts, func(s string) bool { return s != parts[0] }) { // 满意/满意
		t = data.Mark(parts[0])
	}
	if slices.Contains(p.MarkWords(), t) {
		return t, true
	}
	m, ok := markWords[string(t)]
	if short := inBrackets().ReplaceAllString(string(t), ""); !ok && short != string(t) && short != "" { // 满意（口头）
		return markOf(short, p)
	}
	return m, ok && p.Counts(m) != data.NoMark
}

var (
	classLetter = data.Pattern(`^[（(【\[]?([A-Da-dＡ-Ｄａ-ｄ甲乙丙丁])(?:类|级|[、.．:：)）\]】\-—]|$)`)
	// classSigns are words by which a class without its letter is told.
	classSigns = []struct {
		pattern func() *regexp.Regexp
		step    int // 0 A, 1 B, 2 C, 3 D
	}{
		{data.Pattern(`留作参考|仅供参考`), 3},
		{data.Pattern(`暂未|暂不|不能解决|未能解决|无法解决|条件(所限|限制)|限制`), 2},
		{data.Pattern(`列入计划|拟解决|拟采纳|逐步解决|计划解决|正在解决|列入规划|已启动`), 1},
		{data.Pattern(`已?(基本)?解决|已?采纳|已落实`), 0},
	}
)

// classOf reads a class as a letter of the rule pack's scheme: A, A类, 甲类, by
// its name there, or by the usual words. Four-step schemes differ in what B and
// C mean, so words are read by steps only where the scheme has three or the
// name says so.
func classOf(text string, p data.RulePack) (string, bool) {
	t := bare(text)
	if m := classLetter().FindStringSubmatch(t); m != nil {
		return letterOf(m[1], p)
	}
	for _, c := range p.Classes {
		if name := bare(c.Name); name != "" && (t == name || strings.Contains(name, t) && len([]rune(t)) > 3) {
			return c.Letter, true
		}
	}
	if strings.Contains(t, "部分") { // 部分解决: A of some places, B of others
		return "", false
	}
	for _, s := range classSigns {
		if !s.pattern().MatchString(t) {
			continue
		}
		step := s.step
		if step == 3 && len(p.Classes) == 3 { // C 留作参考 in schemes of three
			step = 2
		}
		if len(p.Classes) == 3 && step < 3 || step == 3 && len(p.Classes) == 4 || step == 0 && len(p.Classes) > 0 {
			return p.Classes[step].Letter, true
		}
	}
	return "", false
}

func letterOf(sign string, p data.RulePack) (string, bool) {
	r := []rune(sign)[0]
	if r >= 'Ａ' { // full-width
		r -= 'Ａ' - 'A'
	}
	letter := strings.ToUpper(string(r))
	if _, ok := p.Class(letter); ok {
		return letter, true
	}
	if _, ok := p.Class(sign); ok {
		return sign, true
	}
	for i, s := range []string{"甲", "乙", "丙", "丁"} {
		if (s == sign || string(rune('A'+i)) == letter) && i < len(p.Classes) {
			return p.Classes[i].Letter, true
		}
	}
	return letter, false
}

// looksLike tells whether a text can be a value of a meaning; for headings that
// mean different things in different places.
func looksLike(m Meaning, text string, p data.RulePack) bool {
	switch m {
	case Class:
		_, ok := classOf(text, p)
		return ok || bare(text) == "处理中" || classLetter().MatchString(bare(text))
	case Result, Attitude:
		_, ok := markWords[bare(text)]
		return ok || slices.Contains(p.MarkWords(), data.Mark(bare(text)))
	case RoleOf:
		_, ok := roleOf(text)
		return ok
	case KindOf:
		_, ok := kindOf(text)
		return ok && len([]rune(bare(text))) < 8
	case Key:
		_, ok := yesNo(text)
		return ok
	case DocNumber:
		return strings.ContainsAny(text, "〔[【（(") && strings.Contains(text, "号")
	case Number:
		return strings.ContainsAny(data.CleanNumber(text), "0123456789")
	case Title:
		return len([]rune(text)) <= 60
	}
	return true
}

// demanding tells whether a meaning is one that looksLike says no to.
func demanding(m Meaning) bool {
	return slices.Contains([]Meaning{Class, Result, Attitude, RoleOf, KindOf, Key, DocNumber, Number, Title}, m)
}
