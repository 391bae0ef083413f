package data

import (
	"strconv"
	"strings"
)

// Body is the assembly that raises proposals.
type Body string

// The two bodies.
const (
	Congress Body = "人大" // people's congress; its members are 代表, its matters 建议
	CPPCC    Body = "政协" // its members are 委员, its matters 提案
)

// Bodies lists both, in the order of choice lists.
var Bodies = []Body{Congress, CPPCC}

// Level is the rank of the place whose body met.
type Level string

// The levels, highest first.
const (
	National   Level = "全国"
	Provincial Level = "省"
	City       Level = "市"
	District   Level = "区"
	Township   Level = "乡"
)

// Levels lists all, highest first.
var Levels = []Level{National, Provincial, City, District, Township}

// Direction tells which way a book's proposals go.
type Direction string

// The two directions.
const (
	HandedDown Direction = "交来" // from a higher office to us; the government answers or sends an opinion
	HandedOut  Direction = "交出" // from us to units; each unit answers on its own letterhead
)

// Directions lists both.
var Directions = []Direction{HandedDown, HandedOut}

// Meeting is one session of one body: the scope in which a number is unique.
type Meeting struct {
	Body    Body
	Level   Level
	Place   string // whose body, in full as letters name it, such as 玉溪市
	Term    int    // 届, from 1
	Session int    // 次, from 1
	Year    int    // the calendar year it met
}

// Rank is the word of the level as the place bears it: 县 for 平江县.
func (m Meeting) Rank() string {
	if level, ends := LevelOf(m.Place); level == m.Level && level != "" {
		return ends
	}
	return string(m.Level)
}

// Whose is how names tell whose body met: its rank, and of townships, of which a
// county has many with the same terms, the place: 研和镇.
func (m Meeting) Whose() string {
	if m.Level != Township {
		return m.Rank()
	}
	place := m.Place
	for _, above := range PlacesIn(place) {
		place = strings.TrimPrefix(place, above)
	}
	if level, _ := LevelOf(place); level != Township {
		place += m.Rank()
	}
	return place
}

// Name is how the meeting is called in ledgers: 市六届人大一次会议, for the CPPCC
// 政协市六届一次会议, of a township 研和镇三届人大二次会议.
func (m Meeting) Name() string {
	t, s := ChineseNumber(m.Term), ChineseNumber(m.Session)
	if m.Body == CPPCC {
		return "政协" + m.Whose() + t + "届" + s + "次会议"
	}
	return m.Whose() + t + "届人大" + s + "次会议"
}

// Short is the name as narrow columns have it, 市人大六届一次 or 区政协六届一次; "" of
// no meeting.
func (m Meeting) Short() string {
	if m == (Meeting{}) {
		return ""
	}
	body := "人大"
	if m.Body == CPPCC {
		body = "政协"
	}
	return m.Whose() + body + ChineseNumber(m.Term) + "届" + ChineseNumber(m.Session) + "次"
}

// FullName is how a letter names the meeting:
// 玉溪市第六届人民代表大会第一次会议, 政协玉溪市第六届委员会第一次会议.
func (m Meeting) FullName() string {
	t, s := ChineseNumber(m.Term), ChineseNumber(m.Session)
	if m.Body == CPPCC {
		return "政协" + m.Place + "第" + t + "届委员会第" + s + "次会议"
	}
	return m.Place + "第" + t + "届人民代表大会第" + s + "次会议"
}

// Member is what a proposer is called: 代表 or 委员.
func (b Body) Member() string {
	if b == CPPCC {
		return "委员"
	}
	return "代表"
}

// Matter is what a proposal is called: 建议 or 提案.
func (b Body) Matter() string {
	if b == CPPCC {
		return "提案"
	}
	return "建议"
}

// Assisting is what helping the lead body is called: 协办 for 建议, 会办 for
// 提案 (domain.md, Four books).
func (b Body) Assisting() string {
	if b == CPPCC {
		return "会办"
	}
	return "协办"
}

// Book (办理册) is one meeting's proposals of one body with their direction. It
// settles who answers, on which letterhead, in which number series.
type Book struct {
	ID            ID
	Meeting       Meeting
	Direction     Direction
	HandedBy      string       // who handed the proposals over, such as 玉溪市人民政府办公室
	Issuer        string       // who signs replies, such as 玉溪市红塔区人民政府; "" takes the settings' office
	Letterhead    string       // the red name at the head of a letter; "" takes Issuer
	ReplySeries   string       // 文号 prefix of replies, such as 红政函
	OpinionSeries string       // 文号 prefix of opinions, such as 红政意函
	CopyTo        []string     // usual 抄送 of a reply
	Classes       []ReplyClass // the book's own scheme of classes; empty takes the rule pack's
	ReplyMonths   int          // the book's own limit of replies in months; 0 takes the rule pack's
	Limits        []LimitRule  // the book's own, with the rule pack's or in their place (limitsWith)
	Deleted       bool
}

// Name is the book's name on screens: the meeting's name.
func (b Book) Name() string { return b.Meeting.Name() }

// ChineseNumber writes a whole number from 0 to 9999 in Chinese (十二, 二十, 一百零五),
// others in digits.
func ChineseNumber(n int) string {
	digits := [...]string{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	switch {
	case n < 0 || n > 9999:
		return strconv.Itoa(n)
	case n < 10:
		return digits[n]
	case n < 20:
		return strings.TrimSuffix("十"+digits[n-10], "零")
	}
	unit, word := 10, "十"
	if n >= 1000 {
		unit, word = 1000, "千"
	} else if n >= 100 {
		unit, word = 100, "百"
	}
	s, rest := digits[n/unit]+word, n%unit
	switch {
	case rest == 0:
		return s
	case unit > 10 && rest < unit/10:
		s += "零"
	}
	if rest >= 10 && rest < 20 {
		s += "一" // 一百一十二
	}
	return s + ChineseNumber(rest)
}
