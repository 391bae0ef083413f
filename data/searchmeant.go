package data

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"jianban/data/word"
)

// What people type as one word that is several: a year or a matter with its number,
// Hanzi and the pinyin of the rest, a name and how its bearer is called.

// matters are what is numbered, as one types it beside the number.
const matters = `(?:人大|政协|代表|委员)?(?:建议|提案|议案)`

var (
	matterWord  = Pattern(`^` + matters + `$`)
	bareDoc     = Pattern(`^[〔\[(【]((?:19|20|21)\d\d)[〕\])】]年?第?(\d{1,6})号?$`)
	seriesYear  = Pattern(`^([^\d〔〕\[\]()【】]{2,20})((?:19|20|21)\d\d)$`)
	calledAfter = Pattern(`^(.{1,12}?)(?:人大代表|政协委员|代表|委员)$`)
	listNumber  = Pattern(`^\s*(?:(?:[一二三四五六七八九十]{1,3}|\d{1,3})[、.．]|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,3})[)）])\s*`)
	thatOne     = Pattern(`那[个件](?:建议|提案|议案|事)?\s*$`)
	inBrackets  = Pattern(`[（(]([^（()）]*[^\d（()）][^（()）]*)[)）]`)
	mixedWord   = Pattern(`^(\p{Han}+)([a-z]{2,})$|^([a-z]{2,})(\p{Han}+)$`)
)

// numberApart parts a number from the year, matter or meeting beside it: 2022年12号,
// 区政协12号, 市六届人大一次会议第12号, 2022年建议第12号, 第12号提案.
func numberApart(typed string) []string {
	plain := norm.NFKC.String(typed)
	var matter []string
	if m := matterBehind().FindStringSubmatch(plain); m != nil { // 2022年第12号建议
		plain, typed, matter = m[1], m[1], m[2:]
	}
	if m := yearMatter().FindStringSubmatch(plain); m != nil { // 2022年建议12号
		return m[1:]
	}
	if m := matterBefore().FindStringSubmatch(plain); m != nil { // 提案12号
		if strings.HasSuffix(m[1], "号") { // 编号12
			return m[2:]
		}
		return m[1:]
	}
	if m := yearNumber().FindStringSubmatch(plain); m != nil {
		return slices.Concat(m[1:2], matter, m[2:])
	}
	if m := partNumber().FindStringSubmatch(plain); m != nil {
		if name, ok := ReadMeetingName(m[1]); ok && (name.told() || name.Body != "") {
			return m[1:]
		}
	}
	return append(matter, typed)
}

// ofMatters reads 建议, 议案 or 提案 before a number as whose books are meant: as words
// they stand in every title.
func ofMatters(words []SearchWord) {
	for i := 0; i+1 < len(words); i++ {
		w, next := &words[i], words[i+1]
		plain := plainWord(w.Text)
		if w.Field != Anywhere || next.Field != Anywhere || next.Number == "" || next.Year > 0 && !strings.HasSuffix(next.Text, "号") || !matterWord().MatchString(plain) {
			continue
		}
		w.Field, w.Meeting = InBook, &MeetingName{Body: Congress}
		if strings.HasSuffix(plain, "提案") {
			w.Meeting.Body = CPPCC
		}
	}
}

// usualNumber gives a 文号 without its series the brackets that all have: (2026)7号.
func usualNumber(text string) string {
	if m := bareDoc().FindStringSubmatch(plainWord(text)); m != nil {
		return "〔" + m[1] + "〕" + m[2] + "号"
	}
	return text
}

// calledOf is what of a name stands before 代表 or 委员; nil where that is none.
func calledOf(text string) []rune {
	m := calledAfter().FindStringSubmatch(plainWord(text))
	if m == nil || !strings.ContainsFunc(m[1], func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return nil
	}
	return FoldText(m[1]).Runes
}

// lettersApart parts Hanzi from the small letters beside them, which are pinyin of the
// rest: 滨河lu, 加装dt.
func lettersApart(pieces []string) (apart []string) {
	for _, piece := range pieces {
		if m := mixedWord().FindStringSubmatch(piece); m != nil {
			apart = append(apart, m[1]+m[3], m[2]+m[4])
			continue
		}
		apart = append(apart, piece)
	}
	return apart
}

// asked is what was typed without what only leads to it: the number of a list's line,
// 那个建议 behind it; brackets round words part them.
func asked(text string) string {
	if rest := listNumber().ReplaceAllString(text, ""); strings.ContainsFunc(rest, Wordy) {
		text = rest
	}
	if rest := thatOne().ReplaceAllString(text, ""); strings.ContainsFunc(rest, Wordy) {
		text = rest
	}
	return inBrackets().ReplaceAllString(strings.ReplaceAll(text, "——", " "), " $1 ")
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
		case strings.ContainsRune("“”\"＂„「」『』", r):
			quoted = !quoted && !strings.ContainsRune("”」』", r)
			end()
		case !quoted && (unicode.IsSpace(r) || strings.ContainsRune("，,、；;。《》", r)):
			end()
		default:
			piece.WriteRune(r)
		}
	}
	end()
	return pieces
}

// WordsWithin are the words of two characters and more that a word may be parted into
// where nothing has it whole: 电信诈骗, 电梯加装; nil where it is not parted.
func (w SearchWord) WordsWithin() (parts []SearchWord) {
	bare := bareOf(w.Fold)
	if w.Field != Anywhere || w.Letters != "" || len(bare) < leastLoose || w.Number != "" || w.DocN > 0 {
		return nil
	}
	var pieces []string
	from := 0
	for _, n := range word.Cut(bare, nil, 0) {
		piece := string(bare[from : from+n])
		if last := len(pieces) - 1; last >= 0 && (n == 1 || len([]rune(pieces[last])) == 1) {
			pieces[last] += piece
		} else {
			pieces = append(pieces, piece)
		}
		from += n
	}
	if len(pieces) < 2 {
		return nil
	}
	for _, piece := range pieces {
		part, ok := searchWord(piece)
		if !ok || len(part.Fold) < 2 {
			return nil
		}
		parts = append(parts, part)
	}
	return parts
}
