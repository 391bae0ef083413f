package data_test

import (
	"strings"
	"testing"

	"jianban/data"
)

func meetingBook(id data.ID, body data.Body, level data.Level, place string, term, session, year int) data.Book {
	return data.Book{ID: id, Meeting: data.Meeting{Body: body, Level: level, Place: place, Term: term, Session: session, Year: year}}
}

// A book is named by any part of its name that fits it alone; the year decides
// between those that are left.
func TestABookIsNamedByAnyPart(t *testing.T) {
	books := []data.Book{
		meetingBook(1, data.Congress, data.City, "玉溪市", 6, 1, 2022), meetingBook(2, data.CPPCC, data.City, "玉溪市", 6, 1, 2022),
		meetingBook(3, data.Congress, data.District, "红塔区", 6, 1, 2022), meetingBook(4, data.CPPCC, data.District, "红塔区", 10, 1, 2022),
		meetingBook(5, data.Congress, data.District, "红塔区", 6, 2, 2023),
	}
	for _, c := range []struct {
		name string
		year int
		id   data.ID // 0 for none
	}{
		{"市六届人大一次会议", 0, 1}, {"玉溪市第六届人民代表大会第一次会议", 0, 1}, {"市人大", 0, 1}, {"玉溪市人大", 0, 1}, {"市六届人大", 0, 1}, {"市6届人大1次", 0, 1},
		{"区人大", 2022, 3}, {"区人大", 2023, 5}, {"红塔区人大", 2022, 3}, {"玉溪市红塔区人大", 2022, 3}, {"二次", 0, 5}, {"六届二次", 0, 5}, {"区六届人大二次会议", 2022, 5}, {"2023年区人大", 2022, 5}, {"区人大2023年", 0, 5},
		{"政协玉溪市第六届委员会第一次会议", 0, 2}, {"市政协", 0, 2}, {"政协市六届一次会议", 0, 2}, {"区政协", 0, 4}, {"十届", 0, 4}, {"政协十届一次", 0, 4}, {"区政协提案", 0, 4}, {"人大", 2023, 5}, {"市人大代表建议", 0, 1},
		{"县人大", 2023, 5}, {"省人大", 0, 0}, {"江川区人大", 2022, 0}, {"七届", 0, 0}, {"区", 0, 0}, {"", 0, 0}, {"无此办理册", 0, 0}, {"区人大常委会", 0, 0},
	} {
		got, ok, err := data.BookNamed(books, c.name, c.year)
		if err != nil || ok != (c.id != 0) || got.ID != c.id {
			t.Errorf("%s of %d: %d, %v, %v", c.name, c.year, got.ID, ok, err)
		}
	}
	for name, among := range map[string]string{"区人大": "区六届人大一次会议、区六届人大二次会议", "政协": "政协市六届一次会议、政协区十届一次会议", "六届人大一次会议": "市六届人大一次会议、区六届人大一次会议"} {
		if _, ok, err := data.BookNamed(books, name, 0); ok || err == nil || !strings.Contains(err.Error(), among) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
