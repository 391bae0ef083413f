package intake

import (
	"strconv"
	"strings"

	"jianban/data"
)

// meetingWords are what a cell or a title tells of a meeting; what it does not
// tell is zero.
type meetingWords struct {
	body    data.Body
	level   data.Level
	place   string
	rank    string // how the place's name ends where the text does not name it: 县 of 县十七届人大
	office  string // the place that a title begins with, whose office wrote it: 云山县2023年办理台账
	term    int
	session int
	year    int
	between bool
}

const count = `(\d{1,2}|[一二三四五六七八九十]{1,3})`

var (
	termWords    = data.Pattern(`第?` + count + `届`)
	sessionWords = data.Pattern(`第?` + count + `次(?:会议|全会|全体会议|$)|届(?:人大|政协|人民代表大会|委员会)?第?` + count + `次`)
	placeWords   = data.Pattern(`(?:政协)?([\p{Han}]{0,12}?(?:省|市|区|县|州|盟|旗|乡|镇))(?:人大|政协|第?[一二三四五六七八九十\d]{1,3}届|人民代表大会|委员会)`)
	yearBefore   = data.Pattern(`[\d一二三四五六七八九〇○零]{4}年度?`)
	betweenWords = data.Pattern(`闭会|会后|平时|休会`)
)

// readMeeting reads what a text tells of a meeting.
func readMeeting(text string) meetingWords {
	t := width(bare(text))
	m := meetingWords{year: yearIn(t), between: betweenWords().MatchString(t)}
	if f := termWords().FindStringSubmatch(t); f != nil {
		m.term = countOf(f[1])
	}
	if f := sessionWords().FindStringSubmatch(t); f != nil {
		m.session = countOf(f[1] + f[2])
	}
	switch {
	case strings.Contains(t, "政协") || strings.Contains(t, "提案") || strings.Contains(t, "委员"):
		m.body = data.CPPCC
	case strings.Contains(t, "人大") || strings.Contains(t, "人民代表大会") || strings.Contains(t, "代表建议"):
		m.body = data.Congress
	}
	if m.body == data.CPPCC && strings.Contains(t, "人大") && !strings.Contains(t, "政协") && !strings.Contains(t, "提案") {
		m.body = data.Congress
	}
	if strings.Contains(t, "人大") && strings.Contains(t, "政协") || strings.Contains(t, "建议提案") { // both on one list
		m.body = ""
	}
	m.readPlace(t)
	return m
}

// readPlace reads whose body met: 市, 红塔区, 全国.
func (m *meetingWords) readPlace(t string) {
	t = yearBefore().ReplaceAllString(t, "")
	if strings.Contains(t, "全国") {
		m.level = data.National
		return
	}
	f := placeWords().FindStringSubmatch(t)
	if f == nil {
		if o := officeWords().FindStringSubmatch(t); o != nil {
			m.office = o[1]
		}
		return
	}
	place := f[1]
	if at := placeAfter().FindStringIndex(place); at != nil { // 云山县办理市: 市
		place = place[at[1]:]
	}
	above := ""
	for _, name := range data.PlacesIn(place) { // 云山县市: 市
		if rest := strings.TrimPrefix(place, above+name); rest != "" && len([]rune(rest)) == 1 {
			place = rest
			break
		}
		above += name
	}
	ends := ""
	if m.level, ends = data.LevelOf(place); ends == place {
		m.rank = place
		return
	}
	m.place = place
}

// officeWords is a place at the start of a title, before what it lists.
var officeWords = data.Pattern(`^(\p{Han}{1,6}?(?:县|区|旗))(?:人民政府|办理|承办|代表|委员|建议|提案|台账|目录)`)

// placeAfter is what may stand before the name of a place in a title and is no part of it.
var placeAfter = data.Pattern(`^.*(?:办理|承办|交办|转办|落实|列席|出席|关于|上报|报送|上级|我局|我单位|年度|年|的|对)`)

// fill takes from other what m does not tell.
func (m meetingWords) fill(other meetingWords) meetingWords {
	if m.body == "" {
		m.body = other.body
	}
	if m.level == "" {
		m.level, m.place, m.rank = other.level, other.place, other.rank
	}
	if m.place == "" && m.level == other.level {
		m.place = other.place
	}
	if m.office == "" {
		m.office = other.office
	}
	if m.term == 0 {
		m.term = other.term
	}
	if m.session == 0 {
		m.session = other.session
	}
	if m.year == 0 {
		m.year = other.year
	}
	m.between = m.between || other.between
	return m
}

// told tells that a meeting is named, not only guessed at.
func (m meetingWords) told() bool { return m.term > 0 || m.session > 0 }

// fits tells that a book can be the meeting's.
func (m meetingWords) fits(b data.Book) bool {
	w := b.Meeting
	return (m.body == "" || m.body == w.Body) && (m.level == "" || m.level == w.Level) &&
		(m.term == 0 || m.term == w.Term) && (m.session == 0 || m.session == w.Session) &&
		(m.place == "" || w.Place == "" || strings.HasSuffix(w.Place, m.place) || strings.HasSuffix(m.place, w.Place) || m.place == w.Whose())
}

var ordinalWords = strings.NewReplacer("第", "", "届", "", "次", "", "会议", "")

// ordinal reads 6, 六, 第六届 and 第一次会议.
func ordinal(text string) int {
	if text == "" {
		return 0
	}
	t := ordinalWords.Replace(width(bare(text)))
	if n, err := strconv.Atoi(t); err == nil {
		return n
	}
	if strings.Trim(t, "一二三四五六七八九十") == "" {
		return chineseCount(t)
	}
	return 0
}
