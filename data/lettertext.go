package data

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// The marks of the parts of a letter's text. A line that begins with one of them
// is no paragraph: what stands behind it on the line is the attachment's title, or
// the bodies that sign with the issuer.
const (
	AnnexMark = "【附件】"
	JointMark = "【联合署名】"
)

// jointSep parts the bodies behind JointMark.
const jointSep = "；"

// LetterText is the text of a reply or an opinion in its parts. It is kept as one
// text, the parts under marks (AnnexMark, JointMark), so that attachments are
// journalled, compared, searched and taken over like the words before them:
//
//	【联合署名】玉溪市生态环境局；玉溪市水利局
//	一、关于截污管网……
//	【附件】东风水库截污项目一览表
//	项目	投资（万元）
//	截污干管	3150
type LetterText struct {
	Body    string        // the letter's own words, a paragraph a line
	Joint   []string      // the bodies that sign after the issuer (联合行文); mostly none
	Annexes []LetterAnnex // 附件, in their order
}

// LetterAnnex is an attachment that is a text. One without text is a sheet of its
// own, which the letter only names.
type LetterAnnex struct {
	Title string
	Text  string // a paragraph or a table's row a line (TextParts)
}

// ReadLetterText takes a text apart. What stands before the first mark is the
// body, and so are lines that bear no mark.
func ReadLetterText(text string) LetterText {
	var t LetterText
	if !strings.Contains(text, AnnexMark) && !strings.Contains(text, JointMark) {
		t.Body = text
		return t
	}
	var body []string
	lines := &body
	var annexes [][]string
	for line := range strings.SplitSeq(text, "\n") {
		trimmed := strings.TrimSpace(line)
		if title, ok := strings.CutPrefix(trimmed, AnnexMark); ok {
			t.Annexes = append(t.Annexes, LetterAnnex{Title: strings.TrimSpace(title)})
			annexes = append(annexes, nil)
			lines = &annexes[len(annexes)-1]
			continue
		}
		if names, ok := strings.CutPrefix(trimmed, JointMark); ok {
			t.Joint = append(t.Joint, SplitJoint(names)...)
			continue
		}
		*lines = append(*lines, line)
	}
	t.Body = strings.Join(body, "\n")
	for i := range t.Annexes {
		t.Annexes[i].Text = strings.Join(annexes[i], "\n")
	}
	return t
}

// SplitJoint reads the bodies that sign together as they are typed on one line.
func SplitJoint(names string) []string {
	var out []string
	for _, n := range strings.FieldsFunc(names, func(r rune) bool { return strings.ContainsRune("；;、，,\n", r) }) {
		if n = strings.TrimSpace(n); n != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// String is the text as it is kept; ReadLetterText takes it apart again.
func (t LetterText) String() string {
	if len(t.Joint) == 0 && len(t.Annexes) == 0 {
		return t.Body
	}
	var parts []string
	if len(t.Joint) > 0 {
		parts = append(parts, JointMark+strings.Join(t.Joint, jointSep))
	}
	if t.Body != "" {
		parts = append(parts, t.Body)
	}
	for _, a := range t.Annexes {
		parts = append(parts, AnnexMark+strings.TrimSpace(a.Title))
		if a.Text != "" {
			parts = append(parts, a.Text)
		}
	}
	return strings.Join(parts, "\n")
}

// Empty tells that there are no words in the body.
func (t LetterText) Empty() bool { return strings.TrimSpace(t.Body) == "" }

// AnnexLabel is what the i-th (from 0) of n attachments is called: 附件, or 附件2
// where there are several.
func AnnexLabel(i, n int) string {
	if n < 2 {
		return "附件"
	}
	return fmt.Sprintf("附件%d", i+1)
}

// hasWords tells that a reply says anything of its own, attachments aside.
func (r Reply) hasWords() bool {
	return !ReadLetterText(r.Body).Empty() || strings.TrimSpace(r.Done+r.Planned) != ""
}

var (
	annexNamed = regexp.MustCompile(`附件\s*([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})?`)
	annexLine  = regexp.MustCompile(`(?m)^[\s　]*附件\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[：:].*$`)
)

// checkAnnexes names what keeps the attachments from being printed as they are
// named, and what looks as if one were missing or told twice.
func checkAnnexes(text string) (blocking, warnings Problems) {
	t := ReadLetterText(text)
	n := len(t.Annexes)
	seen := map[string]int{}
	for i, a := range t.Annexes {
		label := AnnexLabel(i, n)
		title := squeeze(a.Title)
		switch before, twice := seen[title]; {
		case title == "":
			blocking = append(blocking, Problem{Field: "附件", Message: label + "没有标题", Hint: "请填写标题，附件说明和附件页都要用"})
		case twice:
			blocking = append(blocking, Problem{Field: "附件", Message: fmt.Sprintf("%s和%s的标题相同", AnnexLabel(before, n), label), Hint: "请改成不同的标题，或删去一个"})
		default:
			seen[title] = i
			if strings.TrimSpace(a.Text) == "" {
				warnings = append(warnings, Problem{Field: "附件", Message: label + "只有标题，没有内容", Hint: "另附纸张的不用管；否则请填写内容"})
			}
		}
	}
	if line := strings.TrimSpace(annexLine.FindString(t.Body)); line != "" {
		warnings = append(warnings, Problem{Field: "正文", Message: "正文里手写了附件说明“" + clip(line, 20) + "”", Hint: "附件说明由“附件”里的标题自动排出，请删去这一行", Quote: line})
		return blocking, warnings
	}
	for _, m := range annexNamed.FindAllStringSubmatch(t.Body, -1) {
		if k := annexNumber(m[1]); m[1] == "" && n > 0 || k >= 1 && k <= n {
			continue
		}
		warnings = append(warnings, Problem{Field: "正文", Message: "正文提到“" + m[0] + "”，没有这个附件", Hint: "请在“附件”里添加，或改正文", Quote: m[0]})
		break
	}
	return blocking, warnings
}

// annexNumber reads an attachment's number; 0 where there is none.
func annexNumber(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			n = n*10 + int(r-'0')
		case r >= '０' && r <= '９':
			n = n*10 + int(r-'０')
		}
	}
	for i := 1; n == 0 && i < 100; i++ {
		if ChineseNumber(i) == s {
			n = i
		}
	}
	return n
}
