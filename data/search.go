package data

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"jianban/data/pinyin"
)

// SearchField is what a word of a search is looked for in.
type SearchField string

// The fields. A word without one is looked for everywhere.
const (
	Anywhere    SearchField = ""
	InUnit      SearchField = "单位"
	InPerson    SearchField = "代表"
	InTitle     SearchField = "标题"
	InNumber    SearchField = "编号"
	InDocNumber SearchField = "文号"
	InYear      SearchField = "年份"
	InClass     SearchField = "类别"
	InMark      SearchField = "满意度"
	InRole      SearchField = "办理方式"
	InPhone     SearchField = "电话"
	InBook      SearchField = "届次"
)

// fieldWords are the words before a colon that name a field.
var fieldWords = map[string]SearchField{
	"单位": InUnit, "承办单位": InUnit, "承办": InUnit, "主办": InUnit, "主办单位": InUnit, "协办": InUnit, "协办单位": InUnit, "会办": InUnit, "会办单位": InUnit, "办理": InUnit, "办理单位": InUnit, "部门": InUnit,
	"代表": InPerson, "委员": InPerson, "领衔": InPerson, "领衔代表": InPerson, "提出人": InPerson, "提案人": InPerson, "姓名": InPerson,
	"标题": InTitle, "题目": InTitle, "案由": InTitle,
	"编号": InNumber, "案号": InNumber, "建议编号": InNumber, "提案编号": InNumber,
	"文号": InDocNumber, "发文字号": InDocNumber,
	"年": InYear, "年份": InYear, "年度": InYear,
	"类别": InClass, "结果类别": InClass, "办理结果类别": InClass,
	"满意度": InMark, "满意": InMark, "评价": InMark, "办理态度": InMark, "办理结果": InMark,
	"办理方式": InRole, "方式": InRole,
	"电话": InPhone, "联系电话": InPhone, "手机": InPhone, "手机号": InPhone,
	"届次": InBook, "届": InBook, "会议": InBook, "办理册": InBook, "册": InBook,
}

// SearchWord is one word of a search with what it may mean.
type SearchWord struct {
	Field   SearchField
	Text    string       // as typed, without the field and its colon
	Fold    []rune       // as FoldText has it
	Letters string       // typed in letters only, so that it may be pinyin; small
	Number  string       // the NumberKey that it may be; ""
	Year    int          // the year that it may be; 0
	Class   string       // the class that it names, such as B; ""
	Series  string       // of a 文号: what stands before its year and number, as FoldText has it,
	DocYear int          // its year, 0 where none was typed,
	DocN    int          // and its number; 0 where the word is no 文号
	Padded  []rune       // the whole name of which it may be a character, parted as in 李 明; nil
	Joined  string       // the letters or figures of which it may be a part, parted as in wang wen bin; ""
	Phone   string       // the figures of what may be a telephone number or a part of one; ""
	Meeting *MeetingName // the meeting that it may name; nil
	Called  []rune       // what of a name stands before 代表 or 委员, as FoldText has it; nil
}

// mostWords and longestWord bound what one search takes in; what is beyond
// them is passed over.
const (
	mostWords   = 16
	longestWord = 80
)

var (
	docLike    = Pattern(`^([^\d〔〕\[\]()【】]{1,20})(?:[〔\[(【]?(\d{4})(?:[〕\])】]年?|年))?第?(\d{1,6})号?$`)
	yearLike   = Pattern(`^[〔\[(【]?((?:19|20|21)\d\d)[〕\])】]?年?$`)
	phoneLike  = Pattern(`^[(（+]?\d[\d()（）+ -]{2,}\d$`)
	yearNumber = Pattern(`^((?:19|20|21)\d\d年)(第?\d{1,6}号?)$`)
	yearMatter = Pattern(`^((?:19|20|21)\d\d)年?(` + matters + `)([闭第]?\d{1,6}号?)$`)
	partNumber = Pattern(`^(.*[^\d第闭])([闭第]?\d{1,6}号?)$`)
	// What is numbered, before and behind its number.
	matterBefore = Pattern(`^(` + matters + `|(?:建议|提案|议案)?(?:编号|案号))([闭第]?\d{1,6}号?)$`)
	matterBehind = Pattern(`^(.*\d号)(` + matters + `)$`)
	numberLike   = Pattern(`^第?\d{1,6}号$`)
	classLike    = Pattern(`^([A-Za-z])类?$`)
)

// ParseSearch reads what was typed into the search box: words parted by blanks
// or commas, all of which must be found; 单位:住建 looks for a word in one field
// only. What is between quotation marks is one word. No input is refused.
func ParseSearch(text string) []SearchWord {
	var words []SearchWord
	for _, typed := range spelled(lettersApart(searchPieces(asked(text)))) {
		for _, piece := range numberApart(typed) {
			if w, ok := searchWord(piece); ok && len(words) < mostWords {
				words = append(words, w)
			}
		}
	}
	padName(words)
	joinParted(words)
	ofMatters(words)
	return words
}

// told tells that a name is a meeting's and no other word's: 人大 and 一次 alone are
// in half of all texts.
func (n MeetingName) told() bool {
	return n.Body != "" && (n.Level != "" || n.Session > 0) || n.Term > 0
}

// joinParted sees what words are together that blanks part: 红政函 15, 红政函 〔2022〕
// 15 号, 第 12 号, wang wen bin. Each may then stand for the whole.
func joinParted(words []SearchWord) {
	for i := range words {
		beside := i > 0 && words[i-1].Number != "" || i+1 < len(words) && words[i+1].Number != ""
		if m, ok := ReadMeetingName(words[i].Text); beside && ok && m.Body != "" && words[i].Field == Anywhere { // 政协 12
			words[i].Meeting = &m
		}
	}
	for from := range words {
		if words[from].Field != Anywhere && words[from].Field != InDocNumber && words[from].Field != InNumber {
			continue
		}
		whole := plainWord(words[from].Text)
		for to := from + 1; to < len(words) && to-from < 4 && words[to].Field == Anywhere; to++ {
			whole += plainWord(words[to].Text)
			if !strings.ContainsAny(whole, "0123456789") {
				continue
			}
			year := typedYear(whole)
			series, docYear, n := docOf(whole)
			if m := seriesYear().FindStringSubmatch(plainWord(words[from].Text)); m != nil && to == from+1 { // 红政函2026 7
				series, docYear, n = docOf(m[1] + "〔" + m[2] + "〕" + plainWord(words[to].Text))
				words[from].DocN = 0 // 红政函2026 alone would be a number
			}
			number := ""
			if numberLike().MatchString(whole) {
				number = NumberKey(whole)
			}
			for i := from; i <= to; i++ {
				w := &words[i]
				if n > 0 && w.DocN == 0 {
					w.Series, w.DocYear, w.DocN = series, docYear, n
				}
				if w.Year == 0 {
					w.Year = year
				}
				if w.Number == "" {
					w.Number = number
				}
			}
		}
	}
	joinRun(words, func(w SearchWord) string { return w.Letters }, 2)
	joinRun(words, func(w SearchWord) string {
		if plain := plainWord(w.Text); strings.Map(figure, plain) == plain {
			return plain
		}
		return ""
	}, 7)
}

// joinRun gives neighbours that all have a part the whole of their parts, at least
// so long: wang wen bin, 138 0000 0001.
func joinRun(words []SearchWord, part func(SearchWord) string, least int) {
	for from := 0; from < len(words); from++ {
		joined, to := "", from
		for ; to < len(words) && part(words[to]) != "" && (to == from || words[to].Field == Anywhere); to++ {
			joined += part(words[to])
		}
		for i := from; i < to && to-from > 1 && len(joined) >= least; i++ {
			words[i].Joined = joined
		}
		from = max(from, to-1)
	}
}

// padName finds a name whose characters are parted, as in 王　文　斌.
func padName(words []SearchWord) {
	for from := 0; from < len(words); from++ {
		to := from
		for to < len(words) && to-from < 4 && len(words[to].Fold) == 1 && unicode.Is(unicode.Han, words[to].Fold[0]) && (to == from || words[to].Field == Anywhere) {
			to++
		}
		if to-from < 2 {
			continue
		}
		var name []rune
		for _, w := range words[from:to] {
			name = append(name, w.Fold[0])
		}
		for i := from; i < to; i++ {
			words[i].Padded = name
		}
		from = to - 1
	}
}

// spelled joins neighbours that are a syllable each: whoever types wu shui means 污水,
// not what has 务 here and 水 there.
func spelled(pieces []string) (joined []string) {
	syllable := func(piece string) bool { return len(piece) > 1 && pinyin.IsSyllable(strings.ToLower(piece)) }
	for i, piece := range pieces {
		if n := len(joined); i > 0 && syllable(piece) && syllable(pieces[i-1]) {
			joined[n-1] += piece
			continue
		}
		joined = append(joined, piece)
	}
	return joined
}

// searchWord reads one word; ok is false where nothing is left of it.
func searchWord(typed string) (w SearchWord, ok bool) {
	if runes := []rune(typed); len(runes) > longestWord {
		typed = string(runes[:longestWord])
	}
	w.Text = typed
	if i := strings.IndexAny(typed, ":："); i > 0 {
		if field, known := fieldWords[typed[:i]]; known {
			_, rest, _ := strings.Cut(strings.ReplaceAll(typed, "：", ":"), ":")
			w.Field, w.Text = field, rest
		}
	}
	w.Fold = FoldText(usualNumber(w.Text)).Runes
	w.Called = calledOf(w.Text)
	if !slices.ContainsFunc(w.Fold, Wordy) {
		return w, false
	}
	plain := plainWord(w.Text)
	if isLetters(plain) {
		w.Letters = strings.ToLower(plain)
	}
	w.Year = typedYear(plain)
	if dashed := dashes.Replace(plain); w.Year == 0 && phoneLike().MatchString(dashed) || w.Field == InPhone {
		w.Phone = strings.Map(figure, dashed)
	}
	if m := classLike().FindStringSubmatch(plain); m != nil && (w.Field == InClass || strings.HasSuffix(plain, "类")) {
		w.Class = strings.ToUpper(m[1])
	}
	if n := NumberKey(plain); len(n) <= 12 && strings.ContainsAny(n, "0123456789") {
		w.Number = n
	}
	w.Series, w.DocYear, w.DocN = docOf(plain)
	if m, ok := ReadMeetingName(plain); ok && (w.Field == InBook || m.told()) {
		w.Meeting = &m
	}
	return w, true
}

// plainWord is a word in half-width characters and without blanks.
func plainWord(text string) string { return strings.Join(strings.Fields(norm.NFKC.String(text)), "") }

// typedYear reads 2022, 2022年, 〔2022〕; 0 for none.
func typedYear(plain string) (year int) {
	if m := yearLike().FindStringSubmatch(plain); m != nil {
		year, _ = strconv.Atoi(m[1])
	}
	return year
}

// docOf reads a 文号: 红政函〔2022〕7号, 红政函7; n is 0 where it is none.
func docOf(plain string) (series string, year, n int) {
	m := docLike().FindStringSubmatch(plain)
	if m == nil || strings.HasSuffix(m[1], "第") {
		return "", 0, 0
	}
	year, _ = strconv.Atoi(m[2])
	n, _ = strconv.Atoi(m[3])
	return string(FoldText(m[1]).Runes), year, n
}

// dashes are what stands between the parts of a telephone number.
var dashes = strings.NewReplacer("—", "-", "－", "-", "–", "-", "‐", "-")

// figure keeps figures alone.
func figure(r rune) rune {
	if r >= '0' && r <= '9' {
		return r
	}
	return -1
}

func isLetters(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') }) < 0
}

// SplitDocNumber parts a 文号 such as 红政函〔2022〕7号 as a search does.
func SplitDocNumber(number string) (series string, year, n int, ok bool) {
	w, ok := searchWord(number)
	return w.Series, w.DocYear, w.DocN, ok && w.DocN > 0
}

// Plain says a search in words, for a person who found nothing.
func Plain(words []SearchWord) string {
	said := make([]string, len(words))
	for i, w := range words {
		said[i] = "“" + w.Text + "”"
		if w.Field != Anywhere {
			said[i] = string(w.Field) + "为" + said[i]
		}
	}
	return strings.Join(said, "、")
}

// SearchAsk is a search: what was typed, and among which proposals.
type SearchAsk struct {
	Text  string
	Year  int // 0 for every year
	Book  ID  // 0 for every book
	Limit int // at most so many hits
}

// Hit is one proposal that a search found.
type Hit struct {
	ID      ID
	Year    int
	Number  string
	Title   string
	Marks   []Stretch // of the title
	Place   string    // where the words stand, such as 答复 正文; 标题
	Excerpt string    // what stands there
	Words   []Stretch // of the excerpt
}

// Found is what a search found.
type Found struct {
	Words []SearchWord
	Hits  []Hit // best first
	More  bool  // there are more than the limit
}

// Around is what may be told beside what a search found, or where it found
// nothing. It takes longer than the search and is asked for afterwards.
type Around struct {
	Elsewhere []FoundYear // outside the year and book that were asked for, newest first
	Apart     []FoundWord // where several words found nothing together: each of them alone
}

// MostAround bounds what is counted of what is elsewhere or has one word.
const MostAround = 500

// FoundYear is how many proposals of a year a search finds.
type FoundYear struct{ Year, Count int }

// FoundWord is how many proposals have a word.
type FoundWord struct {
	Word  SearchWord
	Count int
}

// Total is how many are elsewhere: 12, 500 or more.
func (a Around) Total() string {
	n := 0
	for _, y := range a.Elsewhere {
		n += y.Count
	}
	return countAround(n)
}

// Told says what the words find apart: “污水”有12件，“光伏”没有; "" where that was not
// asked.
func (a Around) Told() string {
	said := make([]string, len(a.Apart))
	for i, f := range a.Apart {
		said[i] = Plain([]SearchWord{f.Word}) + "没有"
		if f.Count > 0 {
			said[i] = Plain([]SearchWord{f.Word}) + "有" + countAround(f.Count)
		}
	}
	return strings.Join(said, "，")
}

func countAround(n int) string {
	if n >= MostAround {
		return fmt.Sprintf("%d件以上", MostAround)
	}
	return fmt.Sprintf("%d件", n)
}
