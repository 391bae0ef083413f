package export

import (
	"strconv"
	"strings"

	"jianban/data"
)

// ReplyText is the letter as plain text, a paragraph a line, as it is put on a
// web page: title, 文号, addressee, words, signature, date and who can be asked.
// Attachments stand behind it; a row of a table is a line, its cells parted by
// tabs. Class and copies are for the office and stay out (forms.md: published text
// often loses them). Nothing is taken out yet; data.Redactions finds what
// should be.
func ReplyText(c data.Case, rep data.Reply, s data.Settings, r data.Rules) string {
	sh, _ := replySheet(c, rep, s, r) // what it lacks is told beside the letter
	note := sh.note
	if note != "" {
		note = "（" + note + "）"
	}
	issuer := data.PaperOf(c, s, sh.signed, false).Issuer
	letter := data.ReadLetterText(sh.body)
	all := append([]string{sh.title, sh.number, sh.to}, strings.Split(letter.Body, "\n")...)
	for i, a := range letter.Annexes {
		name := strings.TrimSpace(a.Title)
		if len(letter.Annexes) > 1 {
			name = strconv.Itoa(i+1) + "." + name
		}
		if i == 0 {
			name = "附件：" + name
		}
		all = append(all, name)
	}
	all = append(append(append(all, issuer), letter.Joint...), sh.signed.Chinese(), note)
	for i, a := range letter.Annexes {
		if strings.TrimSpace(a.Text) != "" {
			all = append(append(all, data.AnnexLabel(i, len(letter.Annexes)), a.Title), strings.Split(a.Text, "\n")...)
		}
	}
	var lines []string
	for _, l := range all {
		if l = strings.Trim(l, " \u3000\u00A0\r"); strings.TrimSpace(l) != "" {
			lines = append(lines, l)
		}
	}
	text, _ := data.MendText(strings.Join(lines, "\n"))
	return text
}
