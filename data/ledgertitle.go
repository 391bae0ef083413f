package data

import (
	"fmt"
	"slices"
	"strings"
)

// Shown is what a ledger or a volume of letters shows: its title says so, on
// screen, on paper, in a workbook and for the command line alike.
type Shown struct {
	Year    int          // 0 over every year
	Book    Book         // ID 0 over all books
	Filter  LedgerFilter // what the rows were filtered by
	Chosen  string       // what exactly these proposals were chosen as, such as 区住建局：逾期
	Numbers []string     // the numbers they were chosen by
}

// ShownOf are the cases of a year and of a book, 0 for every year or all books.
// Where all are of one book, as where a year has but one, they are that book's.
func ShownOf(cases []Case, year int, book ID) Shown {
	s := Shown{Year: max(year, 0)}
	if book == 0 && len(cases) > 0 && !slices.ContainsFunc(cases, func(c Case) bool { return c.Book.ID != cases[0].Book.ID }) {
		book = cases[0].Book.ID
	}
	if i := slices.IndexFunc(cases, func(c Case) bool { return c.Book.ID == book }); i >= 0 {
		s.Book = cases[i].Book
	}
	return s
}

// Title names what is shown: 2022年建议提案办理台账, of one book
// 市六届人大一次会议建议办理台账, and by what it was chosen:
// 2022年建议提案办理台账（区住建局，已逾期）. The year stands before a book that met
// in another (闭会).
func (s Shown) Title(what string) string {
	about := "建议提案"
	if s.Book.ID != 0 {
		about = s.Book.Name() + s.Book.Meeting.Body.Matter()
	}
	if s.Year > 0 && (s.Book.ID == 0 || s.Book.Meeting.Year != s.Year) {
		about = fmt.Sprintf("%d年%s", s.Year, about)
	}
	if by := s.by(); len(by) > 0 {
		return about + what + "（" + strings.Join(by, "，") + "）"
	}
	return about + what
}

// numbersNamed is how many numbers a title names one by one.
const numbersNamed = 5

// by are the words for what was chosen.
func (s Shown) by() []string {
	f := s.Filter
	words := []string{s.Chosen, f.Book, f.Role, f.Unit, f.Stage, Light(f.Light).Word()}
	if f.Year != 0 && f.Year != s.Year {
		words = append(words, fmt.Sprintf("%d年", f.Year))
	}
	if w := strings.Join(strings.Fields(f.Words), " "); w != "" {
		words = append(words, "“"+clip(w, 20)+"”")
	}
	switch n := len(s.Numbers); {
	case n > numbersNamed:
		words = append(words, fmt.Sprintf("第%s号等%d件", s.Numbers[0], n))
	case n > 0:
		words = append(words, "第"+strings.Join(s.Numbers, "、")+"号")
	}
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}

// Word is a light in words: 已逾期, 即将到期, 临近到期, 在期.
func (l Light) Word() string {
	switch l {
	case LightRed:
		return "已逾期"
	case LightOrange:
		return "即将到期"
	case LightYellow:
		return "临近到期"
	case LightGreen:
		return "在期"
	}
	return ""
}
