package export

import (
	"strings"

	"jianban/data"
)

// ReplyText is the letter as plain text, a paragraph a line, as it is put on a
// web page: title, 文号, addressee, words, signature, date and who can be asked.
// Class and copies are for the office and stay out (forms.md: published text
// often loses them). Nothing is taken out yet; data.Redactions finds what
// should be.
func ReplyText(c data.Case, rep data.Reply, s data.Settings, r data.Rules) string {
	sh, _ := replySheet(c, rep, s, r) // what it lacks is told beside the letter
	note := sh.note
	if note != "" {
		note = "（" + note + "）"
	}
	issuer := data.PaperOf(c, s, sh.signed, false).Issuer
	var lines []string
	for _, l := range append([]string{sh.title, sh.number, sh.to}, append(strings.Split(sh.body, "\n"), issuer, sh.signed.Chinese(), note)...) {
		if l = strings.TrimSpace(l); l != "" {
			lines = append(lines, l)
		}
	}
	text, _ := data.MendText(strings.Join(lines, "\n"))
	return text
}
