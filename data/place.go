package data

import (
	"slices"
	"strings"
)

// leadingPlace is the name of a province, city, district or county at the start of the
// name of a body.
var leadingPlace = Pattern(`^\p{Han}{1,10}?(?:省|市|区|县|盟|旗|自治州)`)

// PlacesIn are the places that the name of a body begins with: 玉溪市 and 红塔区
// of 玉溪市红塔区人民政府.
func PlacesIn(body string) (names []string) {
	for {
		name := leadingPlace().FindString(body)
		if name == "" {
			return names
		}
		names, body = append(names, name), body[len(name):]
	}
}

// OurPlace is what the body that signs a letter calls its place: 我县 for 平江县人民政府,
// 我区 where its name does not tell.
func OurPlace(issuer string) string {
	government, _, _ := strings.Cut(issuer, "人民政府")
	_, ends := LevelOf(government)
	if places := PlacesIn(issuer); ends == "" && len(places) > 0 {
		_, ends = LevelOf(places[len(places)-1])
	}
	if ends == "" {
		return "我区"
	}
	last := []rune(ends)
	return "我" + string(last[len(last)-1:])
}

// PlaceNames are the names of places that papers about some books are not to
// break within: those of the rule pack, and those that the names of the office
// and of the books' own meetings and issuers begin with.
func PlaceNames(p RulePack, s Settings, books ...Book) []string {
	names := slices.Clone(p.Places)
	add := func(more ...string) {
		for _, n := range more {
			if !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
	}
	add(PlacesIn(s.Issuer)...)
	for _, b := range books {
		add(PlacesIn(b.Issuer)...)
		add(PlacesIn(b.Meeting.Place)...)
	}
	return names
}

// PaperNames are the names that papers about a case are not to break within: its
// PlaceNames, and those of the units that handle it.
func PaperNames(p RulePack, s Settings, c Case) []string {
	names := PlaceNames(p, s, c.Book)
	for _, a := range c.Assignments {
		for _, n := range append([]string{a.Unit.Name}, a.Unit.names()...) {
			if n != "" && !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
	}
	return names
}

// PlaceNamesOver are the PlaceNames of papers about many cases: those of every
// rule pack and of every book.
func PlaceNamesOver(cases []Case, y RuleYears, s Settings) []string {
	var all RulePack
	for _, p := range y.packs {
		all.Places = append(all.Places, p.Places...)
	}
	seen := map[ID]bool{}
	var books []Book
	for _, c := range cases {
		if !seen[c.Book.ID] {
			seen[c.Book.ID] = true
			books = append(books, c.Book)
		}
	}
	return PlaceNames(all, s, books...)
}
