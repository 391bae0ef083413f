package intake

import (
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"jianban/data"
)

// Paper is a file of a folder that is a proposal's own document, or a reply's.
type Paper struct {
	Name    string // with its folders below the one that is read, by /
	Text    string // a paragraph a line; "" where none can be taken
	Revised bool   // holds changes that nobody has accepted yet
	Notes   []string
	Problem error // why it cannot be read at all, in words for a person
	SHA256  string
	Size    int64
	Open    func() (io.ReadSeekCloser, error)
}

// Papers is a folder of documents, one a proposal or a reply.
type Papers struct {
	Name  string  // of the folder
	Files []Paper // in order of their names; a plan's rows count them from 1
	Notes []string
}

// paperKind is what a file of a folder is.
type paperKind int

const (
	ownPaper   paperKind = iota // the proposal itself
	replyPaper                  // a reply
	otherPaper                  // what goes with them: a form, a note of a talk
)

// paperHints are what the name and the head of a paper tell of whose it is.
type paperHints struct {
	kind    paperKind
	round   int    // of a reply, 0 where none is told
	number  string // of the proposal, "" where none is told
	title   string // of the proposal
	inText  string // the title that stands in the text
	meeting meetingWords
}

var (
	aboutWords  = data.Pattern(`关于对?`)
	titleIn     = data.Pattern(`关于.+的(?:建议|提案|议案)`)
	quotedTitle = data.Pattern(`《([^《》]{4,120})》`)
	// numberIn finds the number, in the order of certainty; a 文号's is none.
	numberIn = []func() *regexp.Regexp{
		data.Pattern(`(?:^|[^〕\]】）)])第\s*(闭?\d{1,6})\s*号`),
		data.Pattern(`(?:^|[^〕\]】）)\d])(闭?\d{1,6})\s*号`),
		data.Pattern(`(闭\d{1,4})`),
		data.Pattern(`(?:建议|提案|议案|编号|案号)\s*[-_:：]?\s*(\d{1,6})(?:\D|$)`),
		data.Pattern(`^[（(【\[#]?\s*(\d{1,6})\s*(?:[^\d年月日届次.]|[.．]\s*(?:\D|$)|$)`),
	}
	otherWords  = data.Pattern(`征询意见|反馈表|反馈意见|测评|评价表|面商|座谈|沟通记录|照片|批示|分办|交办|签收|回执|协办意见|会办意见`)
	replyWords  = data.Pattern(`答复|复函|办复|回复`)
	secondWords = data.Pattern(`第?([二三四五2345])次答复|再次答复|再答复|重新答复|二次办理`)
	replyHead   = data.Pattern(`关于.{0,60}号.{0,12}的(?:答复|复函|回复)|(?:答复|回复)如下`)
	numberHead  = data.Pattern(`(?:^|[^〕\]】）)])第\s*(闭?\d{1,6})\s*号|(?:编号|案号)\s*[:：]?\s*第?(闭?\d{1,6})`)
)

// headLines are how far a paper's head goes.
const headLines = 16

// hintsOf reads the name of a paper first, then the head of its text.
func hintsOf(p Paper) paperHints {
	folder, base := path.Split(p.Name)
	base = width(strings.TrimSuffix(base, path.Ext(base)))
	h := paperHints{title: titleOfName(base)}
	rest := strings.TrimSpace(strings.Replace(base, h.title, " ", 1))
	h.number = numberOf(rest)
	h.meeting = readMeeting(aboutWords().ReplaceAllString(folder+" "+rest, " "))
	if h.meeting.body == "" && strings.HasSuffix(h.title, "提案") {
		h.meeting.body = data.CPPCC
	}
	lines := strings.Split(p.Text, "\n")
	lines = lines[:min(len(lines), headLines)]
	head := strings.Join(lines, "\n")
	h.kind = kindOfPaper(width(folder)+" "+rest, head)
	if m := secondWords().FindStringSubmatch(rest); m != nil {
		h.round = max(2, ordinal(m[1]))
	}
	h.inText = titleOfText(lines)
	if h.number == "" {
		if m := numberHead().FindStringSubmatch(width(head)); m != nil {
			h.number = data.CleanNumber(m[1] + m[2])
		}
	}
	if h.title == "" && h.number == "" {
		h.title = h.inText
	}
	if !h.meeting.told() {
		for _, l := range lines {
			if m := readMeeting(aboutWords().ReplaceAllString(l, " ")); m.term > 0 && m.session > 0 {
				h.meeting = m.fill(h.meeting)
				break
			}
		}
	}
	return h
}

// titleOfName is the proposal's title in the name of a file.
func titleOfName(base string) string {
	if m := quotedTitle().FindStringSubmatch(base); m != nil {
		return m[1]
	}
	t := titleIn().FindString(base)
	if at := strings.LastIndex(t, "关于"); at > 0 && strings.HasPrefix(t, "关于对") {
		t = t[at:] // 关于对关于…的建议的答复
	}
	if numberIn[1]().MatchString(t) { // 关于对第12号代表提出的建议
		return ""
	}
	return t
}

// numberOf finds a proposal's number in a name without its title.
func numberOf(name string) string {
	for i, pattern := range numberIn {
		m := pattern().FindStringSubmatch(name)
		if m == nil {
			continue
		}
		if last := i == len(numberIn)-1; last && len(m[1]) == 4 && yearOf(m[1]) != 0 { // 2022 代表建议
			continue
		}
		return data.CleanNumber(m[1])
	}
	return ""
}

// kindOfPaper tells a reply from a proposal: by the name without the title, which
// may speak of replies, else by the text's head.
func kindOfPaper(name, head string) paperKind {
	switch {
	case otherWords().MatchString(name):
		return otherPaper
	case replyWords().MatchString(name):
		return replyPaper
	case replyHead().MatchString(strings.ReplaceAll(head, "\n", "")) && !strings.HasPrefix(strings.TrimSpace(name), "建议"):
		return replyPaper
	}
	return ownPaper
}

// titleOfText is the proposal's title as its text or its reply bears it.
func titleOfText(lines []string) string {
	for i, l := range lines {
		l = titleLabel().ReplaceAllString(strings.TrimSpace(l), "")
		if m := quotedTitle().FindStringSubmatch(l); m != nil && titleIn().MatchString(m[1]) {
			return m[1]
		}
		if !strings.HasPrefix(l, "关于") || replyWords().MatchString(l) {
			continue
		}
		for _, end := range []int{i + 1, i + 2} { // over two lines
			if end > len(lines) {
				break
			}
			t := bare(titleLabel().ReplaceAllString(strings.TrimSpace(strings.Join(lines[i:end], "")), ""))
			if m := titleIn().FindString(t); m == t && len([]rune(t)) <= 80 {
				return t
			}
		}
	}
	return ""
}

var titleFrame = data.Pattern(`^关于(?:进一步)?|的(?:建议|提案|议案)$|[\p{P}\p{S}\s]`)

// titleCore is what two titles of one proposal share.
func titleCore(title string) string {
	t := titleFrame().ReplaceAllString(bare(mendTitle(title)), "")
	return titleFrame().ReplaceAllString(t, "")
}

// sameTitle tells whether two titles are one, as typed by two people.
func sameTitle(a, b string) bool { return sameCore(titleCore(a), titleCore(b)) }

// sameCore is sameTitle of cores.
func sameCore(a, b string) bool {
	if a == b {
		return a != ""
	}
	short, long := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	if short > long {
		short, long = long, short
	}
	if short >= 5 && (strings.Contains(a, b) || strings.Contains(b, a)) {
		return true
	}
	if 10*(short-1) < 7*(long-1) { // too few neighbours to be alike
		return false
	}
	x, y := pairs(a), pairs(b)
	both := 0
	for _, p := range x {
		if slices.Contains(y, p) {
			both++
		}
	}
	return len(x) > 0 && len(y) > 0 && 10*both >= 7*max(len(x), len(y))
}

// pairs are the neighbouring characters of a text.
func pairs(s string) (all []string) {
	r := []rune(s)
	for i := 0; i+1 < len(r); i++ {
		all = append(all, string(r[i:i+2]))
	}
	return all
}
