package data

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
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
)

// fieldWords are the words before a colon that name a field.
var fieldWords = map[string]SearchField{
	"单位": InUnit, "承办单位": InUnit, "承办": InUnit, "协办单位": InUnit, "部门": InUnit,
	"代表": InPerson, "委员": InPerson, "领衔": InPerson, "领衔代表": InPerson, "提出人": InPerson, "提案人": InPerson, "姓名": InPerson,
	"标题": InTitle, "题目": InTitle, "案由": InTitle,
	"编号": InNumber, "案号": InNumber, "建议编号": InNumber, "提案编号": InNumber,
	"文号": InDocNumber, "发文字号": InDocNumber,
	"年": InYear, "年份": InYear, "年度": InYear,
	"类别": InClass, "结果类别": InClass, "办理结果类别": InClass,
	"满意度": InMark, "满意": InMark, "评价": InMark, "办理态度": InMark, "办理结果": InMark,
	"办理方式": InRole, "方式": InRole,
}

// SearchWord is one word of a search with what it may mean.
type SearchWord struct {
	Field   SearchField
	Text    string // as typed, without the field and its colon
	Fold    []rune // as FoldText has it
	Letters string // typed in letters only, so that it may be pinyin; small
	Number  string // the NumberKey that it may be; ""
	Year    int    // the year that it may be; 0
	Class   string // the class that it names, such as B; ""
	Series  string // of a 文号: what stands before its year and number, as FoldText has it,
	DocYear int    // its year, 0 where none was typed,
	DocN    int    // and its number; 0 where the word is no 文号
	Padded  []rune // the whole name of which it may be a character, parted as in 李 明; nil
	Phone   string // the figures of what may be a telephone number or a part of one; ""
}

// mostWords and longestWord bound what one search takes in; what is beyond
// them is passed over.
const (
	mostWords   = 16
	longestWord = 80
)

var (
	docLike    = regexp.MustCompile(`^([^\d〔〕\[\]()【】]{1,20})(?:[〔\[(【](\d{4})[〕\])】])?第?(\d{1,6})号?$`)
	yearLike   = regexp.MustCompile(`^[〔\[(【]?((?:19|20|21)\d\d)[〕\])】]?年?$`)
	phoneLike  = regexp.MustCompile(`^[(（+]?\d[\d()（）+ -]{2,}\d$`)
	yearNumber = regexp.MustCompile(`^((?:19|20|21)\d\d年)(第?\d{1,6}号?)$`)
	classLike  = regexp.MustCompile(`^([A-Za-z])类?$`)
)

// ParseSearch reads what was typed into the search box: words parted by blanks
// or commas, all of which must be found; 单位:住建 looks for a word in one field
// only. What is between quotation marks is one word. No input is refused.
func ParseSearch(text string) []SearchWord {
	var words []SearchWord
	for _, typed := range searchPieces(text) {
		pieces := []string{typed}
		if m := yearNumber.FindStringSubmatch(norm.NFKC.String(typed)); m != nil {
			pieces = m[1:] // 2022年12号
		}
		for _, piece := range pieces {
			if w, ok := searchWord(piece); ok && len(words) < mostWords {
				words = append(words, w)
			}
		}
	}
	padName(words)
	return words
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

// searchPieces parts what was typed.
func searchPieces(text string) (pieces []string) {
	quoted := false
	var piece strings.Builder
	end := func() {
		if piece.Len() > 0 {
			pieces = append(pieces, piece.String())
			piece.Reset()
		}
	}
	for _, r := range text {
		switch {
		case strings.ContainsRune("“”\"＂„", r):
			quoted = !quoted && r != '”'
		case !quoted && (unicode.IsSpace(r) || strings.ContainsRune("，,、；;。《》", r)):
			end()
		default:
			piece.WriteRune(r)
		}
	}
	end()
	return pieces
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
	w.Fold = FoldText(w.Text).Runes
	if !slices.ContainsFunc(w.Fold, Wordy) {
		return w, false
	}
	plain := strings.Join(strings.Fields(norm.NFKC.String(w.Text)), "")
	if isLetters(plain) {
		w.Letters = strings.ToLower(plain)
	}
	if m := yearLike.FindStringSubmatch(plain); m != nil {
		w.Year, _ = strconv.Atoi(m[1])
	}
	if dashed := dashes.Replace(plain); w.Year == 0 && phoneLike.MatchString(dashed) {
		w.Phone = strings.Map(figure, dashed)
	}
	if m := classLike.FindStringSubmatch(plain); m != nil && (w.Field == InClass || strings.HasSuffix(plain, "类")) {
		w.Class = strings.ToUpper(m[1])
	}
	if n := NumberKey(plain); len(n) <= 12 && strings.ContainsAny(n, "0123456789") {
		w.Number = n
	}
	if m := docLike.FindStringSubmatch(plain); m != nil && !strings.HasSuffix(m[1], "第") {
		w.Series = string(FoldText(m[1]).Runes)
		w.DocYear, _ = strconv.Atoi(m[2])
		w.DocN, _ = strconv.Atoi(m[3])
	}
	return w, true
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
	// Elsewhere is what other years have, newest first, where the year or book
	// asked for has nothing.
	Elsewhere []FoundYear
}

// FoundYear is how many proposals of a year a search finds.
type FoundYear struct{ Year, Count int }
