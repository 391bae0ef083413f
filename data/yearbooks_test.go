package data_test

import (
	"fmt"
	"testing"

	"jianban/data"
)

func TestFourBooksAreOffered(t *testing.T) {
	office := data.Settings{Office: "红塔区人民政府办公室", Issuer: "玉溪市红塔区人民政府", ReplySeries: "红政函", OpinionSeries: "红政办函"}
	city := data.Book{ID: 7, Direction: data.HandedDown, HandedBy: "玉溪市人民政府办公室", ReplySeries: "红政建函", CopyTo: []string{"选联工委"},
		Meeting: data.Meeting{Body: data.Congress, Level: data.City, Place: "玉溪市", Term: 6, Session: 1, Year: 2022}}
	older := city
	older.ID, older.Meeting.Year, older.Meeting.Term, older.Meeting.Session, older.HandedBy = 3, 2021, 5, 5, "旧办公室"
	words := func(year int, known ...data.Book) string {
		out := ""
		for _, b := range data.YearBooks(year, known, office) {
			out += fmt.Sprintf("%d %s %s %s %d-%d %s %s %v\n", b.ID, b.Meeting.Level, b.Meeting.Body, b.Meeting.Place, b.Meeting.Term, b.Meeting.Session, b.HandedBy, b.ReplySeries, b.CopyTo)
		}
		return out
	}
	for _, c := range []struct{ name, got, want string }{
		{"nothing is known", words(2023), "0 市 人大  0-0  红政函 []\n0 市 政协  0-0  红政函 []\n" +
			"0 区 人大 玉溪市红塔区 0-0 红塔区人民政府办公室  []\n0 区 政协 玉溪市红塔区 0-0 红塔区人民政府办公室  []\n"},
		{"the year before", words(2023, older, city), "0 市 人大 玉溪市 6-2 玉溪市人民政府办公室 红政建函 [选联工委]\n0 市 政协 玉溪市 6-2 玉溪市人民政府办公室 红政函 []\n" +
			"0 区 人大 玉溪市红塔区 0-0 红塔区人民政府办公室  []\n0 区 政协 玉溪市红塔区 0-0 红塔区人民政府办公室  []\n"},
		{"the year itself", words(2022, older, city)[:len("7 市 人大 玉溪市 6-1")], "7 市 人大 玉溪市 6-1"},
		{"a later book says nothing of a year before", words(2021, city)[:len("0 市 人大  0-0")], "0 市 人大  0-0"},
	} {
		if c.got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, c.got, c.want)
		}
	}
}
