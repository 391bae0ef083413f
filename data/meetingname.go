package data

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// MeetingName is what a short or long name tells of a meeting: 区人大, 六届一次,
// 市六届人大一次会议, 政协玉溪市第六届委员会第一次会议. What it does not tell is zero.
type MeetingName struct {
	Place   string // with its rank: 玉溪市; "" where only the rank is told
	Level   Level
	Body    Body
	Term    int
	Session int
	Year    int
}

const ordinalCount = `第?(\d{1,2}|[一二三四五六七八九十]{1,3})`

var meetingLike = Pattern(`^(?:(\d{4})年?)?(政协)?(全国|[\p{Han}]{0,10}?(?:省|自治区|市|区|县|州|盟|旗|乡|镇))?(人大|政协|人民代表大会)?(?:` + ordinalCount + `届)?(人大|政协|人民代表大会|委员会)?(?:` + ordinalCount + `次)?(?:会议|全会|全体会议)?(?:代表|委员)?(?:建议|提案)?(?:(\d{4})年?)?$`)

// placeEnds are how the names of places of each level end.
var placeEnds = []struct {
	ends  string
	level Level
}{{"全国", National}, {"省", Provincial}, {"自治区", Provincial}, {"市", City}, {"州", City}, {"盟", City},
	{"区", District}, {"县", District}, {"旗", District}, {"乡", Township}, {"镇", Township}}

// LevelOf is the level of a place, told by how its name ends, with that ending: 市
// of 玉溪市; "" where it is none.
func LevelOf(place string) (level Level, ends string) {
	for _, p := range placeEnds {
		if strings.HasSuffix(place, p.ends) {
			return p.level, p.ends
		}
	}
	return "", ""
}

// ReadMeetingName reads a name of a meeting; ok is false where it is none: it
// must tell the body, or 届 or 次.
func ReadMeetingName(text string) (m MeetingName, ok bool) {
	if !strings.ContainsAny(text, "届次大协") {
		return m, false
	}
	f := meetingLike().FindStringSubmatch(strings.Join(strings.Fields(norm.NFKC.String(text)), ""))
	if f == nil {
		return m, false
	}
	for _, word := range []string{f[2], f[4], f[6]} {
		switch word {
		case "人大", "人民代表大会":
			m.Body = Congress
		case "政协":
			m.Body = CPPCC
		}
	}
	level, ends := LevelOf(f[3])
	if m.Level = level; f[3] != ends {
		m.Place = f[3]
	}
	m.Term, m.Session = countWord(f[5]), countWord(f[7])
	for _, y := range []string{f[1], f[8]} {
		if n, err := strconv.Atoi(y); err == nil {
			m.Year = n
		}
	}
	return m, m.Body != "" || m.Term > 0 || m.Session > 0
}

// countWord reads 6 and 六, to 99; 0 for nothing.
func countWord(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	for n := 1; n < 100 && s != ""; n++ {
		if ChineseNumber(n) == s {
			return n
		}
	}
	return 0
}

// Fits tells that a meeting can be the one named.
func (n MeetingName) Fits(m Meeting) bool {
	return (n.Body == "" || n.Body == m.Body) && (n.Level == "" || n.Level == m.Level) &&
		(n.Term == 0 || n.Term == m.Term) && (n.Session == 0 || n.Session == m.Session) &&
		(n.Year == 0 || n.Year == m.Year) && (n.Place == "" || strings.HasSuffix(m.Place, n.Place) || m.Place != "" && strings.HasSuffix(n.Place, m.Place) || n.Place == m.Whose())
}

// Called tells that a name is the book's own, short or full.
func (b Book) Called(name string) bool { return b.Name() == name || b.Meeting.FullName() == name }

// BookNamed is the book that a person names: by its short or full name, or by
// whatever part of it fits one book alone (区人大, 六届人大, 市政协). Where several
// fit, the year's decides; year 0 is none. ok is false where none fits; several
// are a Problem that names them.
func BookNamed(books []Book, name string, year int) (found Book, ok bool, err error) {
	var called, fit []Book
	n, read := ReadMeetingName(name)
	for _, b := range books {
		if b.Called(name) {
			called = append(called, b)
		}
		if read && n.Fits(b.Meeting) {
			fit = append(fit, b)
		}
	}
	if len(called) > 0 { // several only where places of one rank have the same terms
		fit = called
	}
	if ofYear := slices.DeleteFunc(slices.Clone(fit), func(b Book) bool { return b.Meeting.Year != year }); len(ofYear) > 0 {
		fit = ofYear
	}
	switch len(fit) {
	case 0:
		return Book{}, false, nil
	case 1:
		return fit[0], true, nil
	}
	return Book{}, false, Problem{Field: "办理册", Message: "“" + name + "”可能是" + BookNames(fit), Hint: "请写明是哪一册"}
}

// BookNames lists books by name, in full those that share theirs with another.
func BookNames(books []Book) string {
	names, shared := make([]string, len(books)), map[string]int{}
	for _, b := range books {
		shared[b.Name()]++
	}
	for i, b := range books {
		if names[i] = b.Name(); shared[names[i]] > 1 {
			names[i] = b.Meeting.FullName()
		}
	}
	return strings.Join(names, "、")
}
