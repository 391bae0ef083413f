package story_test

import (
	"bytes"
	"time"

	"jianban/data"
	"jianban/gui/storybook/story"
)

func day(month time.Month, d int) data.Date { return data.NewDate(2022, month, d) }

// aBook is a city's book of a session; its year is 2021 + session.
func aBook(session int) *data.Book {
	b := story.Book()
	b.ID = 0
	b.Meeting.Session, b.Meeting.Year = session, 2021+session
	return &b
}

// officeScenarios are about lists that belong to no proposal.
func officeScenarios() []scenario {
	return []scenario{
		{"books", books},
		{"units", units},
		{"leaders and proposers", people},
		{"settings", settings},
		{"rule packs", packs},
		{"holidays", holidays},
		{"summaries", summaries},
		{"saved lists", savedLists},
		{"scores", scores},
		{"closings of a year", closings},
		{"supervisions of a unit's work as a whole", supervisions},
		{"an empty registry", nothing},
	}
}

func books(w *world) {
	first, second, third := aBook(1), aBook(2), aBook(1)
	third.Meeting.Body, third.CopyTo, third.Classes = data.CPPCC, []string{}, []data.ReplyClass{}
	w.make("SaveBook", first)
	w.make("SaveBook", second)
	w.make("SaveBook", third)
	w.ask("Books")
	w.refuse("SaveBook", aBook(2))
	w.refuse("SaveBook", &data.Book{})
	w.refuse("SaveBook", &data.Book{ID: 77, Meeting: first.Meeting, Direction: first.Direction})
	first.HandedBy, first.ReplyMonths = " 市政府办\u200b", 4
	w.make("SaveBook", first)
	w.ask("Books")
	w.make("Remove", data.RecordBook, second.ID)
	w.ask("Books")
	w.refuse("SaveBook", second)
	w.make("SaveBook", aBook(2)) // the meeting is free again
	w.refuse("Restore", data.RecordBook, second.ID)
	w.refuse("Remove", data.RecordBook, data.ID(99))
	w.refuse("Restore", data.RecordBook, data.ID(99))
	w.ask("Books")
	w.ask("Deleted", data.ID(0))
}

func units(w *world) {
	b := &data.Unit{Name: "区住建局", FullName: "红塔区住房和城乡建设局", Former: []data.FormerName{{Name: "区规建局", Until: day(3, 1)}, {Name: "区建设局", Until: day(1, 1)}}}
	a := &data.Unit{Name: "区财政局", Former: []data.FormerName{}}
	w.make("SaveUnit", b)
	w.make("SaveUnit", a)
	w.make("SaveUnit", &data.Unit{Name: "A"})
	w.ask("Units")
	w.refuse("SaveUnit", &data.Unit{Name: "区财政局 "})
	w.refuse("SaveUnit", &data.Unit{})
	a.Contact = "周某"
	w.make("SaveUnit", a)
	a.Contact = "changed in the form, not saved"
	w.ask("Units")
	w.make("Remove", data.RecordUnit, a.ID)
	w.make("SaveUnit", &data.Unit{Name: "区财政局"})
	w.ask("Units")
	w.refuse("Restore", data.RecordUnit, a.ID)
}

func people(w *world) {
	w.make("SaveLeader", &data.Leader{Name: "张某", Post: "副区长", Former: []data.FormerName{{Name: "局长", Until: day(1, 5)}}})
	w.make("SaveLeader", &data.Leader{Name: "安某"})
	w.refuse("SaveLeader", &data.Leader{Post: "副区长"})
	w.ask("Leaders")
	p := &data.Proposer{Name: "尹某", Body: data.Congress, Delegation: "红塔代表团"}
	w.make("SaveProposer", p)
	w.make("SaveProposer", &data.Proposer{Name: "尹某", Body: data.Congress, Delegation: "研和代表团"})
	w.make("SaveProposer", &data.Proposer{Name: "丁某", Body: data.CPPCC})
	w.refuse("SaveProposer", &data.Proposer{Name: "尹某", Body: data.Congress, Delegation: "红塔代表团"})
	w.refuse("SaveProposer", &data.Proposer{Name: "尹某", Body: "团委"})
	w.ask("Proposers")
	w.make("Remove", data.RecordProposer, p.ID)
	w.ask("Proposers")
	w.refuse("SaveProposer", &data.Proposer{Name: "尹某", Body: data.Congress, Delegation: "红塔代表团"}) // the deleted one's name stays taken
	w.refuse("SaveProposer", p)
	w.make("Restore", data.RecordProposer, p.ID)
	w.make("Remove", data.RecordLeader, data.ID(1))
	w.ask("Leaders")
	w.ask("Proposers")
}

func settings(w *world) {
	w.ask("Settings")
	s := story.Office()
	s.Clerks, s.PreprintX, s.Contact = []string{"王某 ", "李某"}, 1.5, " 钱某 "
	w.make("SaveSettings", &s)
	w.ask("Settings")
	s.Clerks[0] = "changed in the form, not saved"
	w.ask("Settings")
	s.Office, s.PreprintY = "", 31
	w.refuse("SaveSettings", &s)
	w.ask("Settings")
}

func packs(w *world) {
	w.ask("Packs")
	p, err := options(nil)
	if err != nil {
		w.t.Fatal(err)
	}
	later := p.Pack
	later.Name, later.From, later.ReplyMonths, later.Letters.ReplyClose, later.Appraisal = "新办法", data.NewDate(2023, 1, 1), 4, "", data.Appraisal{}
	w.make("SavePack", &later)
	w.ask("Packs")
	w.ask("RuleYears")
	again := later
	again.ReplyMonths = 5
	w.make("SavePack", &again)
	w.ask("Packs")
	again.ReplyMonths = 0
	w.refuse("SavePack", &again)
	w.refuse("RemovePack", data.NewDate(2025, 1, 1))
	w.make("RemovePack", p.Pack.From)
	w.ask("Packs")
	w.ask("RuleYears")
	w.refuse("RemovePack", later.From)
	w.make("Restore", data.RecordPack, data.ID(1))
	w.make("RemovePack", later.From)
	w.make("SavePack", &later)
	w.refuse("Restore", data.RecordPack, data.ID(2))
	w.ask("Packs")
	w.ask("Deleted", data.ID(0))
}

func holidays(w *world) {
	first := &data.Holiday{Date: day(6, 3), Kind: data.DayOff, Name: "端午", Source: "通知"}
	w.make("SaveHoliday", first)
	w.make("SaveHoliday", &data.Holiday{Date: day(5, 7), Kind: data.DayWork, Name: "调休"})
	w.refuse("SaveHoliday", &data.Holiday{Date: day(6, 3), Kind: data.DayWork, Name: "端午"})
	w.refuse("SaveHoliday", &data.Holiday{Kind: "半天"})
	w.ask("Holidays")
	w.ask("RuleYears")
	w.make("Remove", data.RecordHoliday, first.ID)
	w.ask("Holidays")
	w.make("Restore", data.RecordHoliday, first.ID)
	w.ask("RuleYears")
}

func savedLists(w *world) {
	first := &data.SavedList{Name: " 逾期的污水 ", Words: "污水", Light: string(data.LightRed)}
	w.make("SaveSavedList", first)
	w.make("SaveSavedList", &data.SavedList{Name: "主办", Role: "主办"})
	w.refuse("SaveSavedList", &data.SavedList{Name: "主办", Unit: "区住建局"})
	w.refuse("SaveSavedList", &data.SavedList{Name: "什么都没有"})
	w.refuse("SaveSavedList", &data.SavedList{Words: "污水"})
	w.refuse("SaveSavedList", &data.SavedList{Name: "错", Role: "别的"})
	w.ask("SavedLists")
	first.Name = "改了名"
	w.make("SaveSavedList", first)
	w.make("Remove", data.RecordSavedList, first.ID)
	w.ask("SavedLists")
	w.ask("Deleted", data.ID(0))
	w.make("Restore", data.RecordSavedList, first.ID)
	w.ask("SavedLists")
}

func summaries(w *world) {
	w.make("SaveBook", aBook(1))
	s := &data.Summary{Year: 2022, Title: "总结", AsOf: day(6, 30), Sections: []data.SummarySection{{Heading: "一、综合情况", Text: "共{总件数}件。\r\n"}}}
	w.make("SaveSummary", s)
	w.make("SaveSummary", &data.Summary{Year: 2022, BookID: 1, Title: "册总结"})
	w.refuse("SaveSummary", &data.Summary{Year: 2022, Title: "又一篇"})
	w.refuse("SaveSummary", &data.Summary{Year: 2022, BookID: 9, Title: "没有的册"})
	w.refuse("SaveSummary", &data.Summary{})
	for _, book := range []data.ID{0, 1, 2} {
		w.ask("Summary", 2022, book)
	}
	w.ask("Summary", 2021, data.ID(0))
	s.Sections = nil
	w.make("SaveSummary", s)
	w.ask("Summary", 2022, data.ID(0))
	w.make("Remove", data.RecordBook, data.ID(1)) // a book with a summary only is not in use
	w.make("Remove", data.RecordSummary, data.ID(2))
	w.ask("Summary", 2022, data.ID(1))
	w.make("Restore", data.RecordSummary, data.ID(2))
	w.ask("Summary", 2022, data.ID(1))
}

func scores(w *world) {
	u := &data.Unit{Name: "区住建局"}
	w.make("SaveUnit", u)
	self := &data.Score{Year: 2022, Unit: *u, Item: "办理质量", Source: data.SelfScore, Points: 95}
	w.make("SaveScore", self)
	w.make("SaveScore", &data.Score{Year: 2022, Unit: *u, Item: "办理质量", Source: data.ReviewScore, Points: 90, Date: day(6, 1)})
	w.make("SaveScore", &data.Score{Year: 2022, Unit: *u, Source: data.Addition, Points: 10, Reason: "经验推广"})
	w.make("SaveScore", &data.Score{Year: 2022, Unit: *u, Source: data.Addition, Points: 10, Reason: "经验推广"})
	w.make("SaveScore", &data.Score{Year: 2021, Unit: data.Unit{ID: u.ID}, Source: data.Deduction, Points: 5, Reason: "逾期"})
	w.refuse("SaveScore", &data.Score{Year: 2022, Unit: *u, Item: "办理质量", Source: data.SelfScore, Points: 80})
	w.refuse("SaveScore", &data.Score{Year: 2022, Unit: data.Unit{ID: 9}, Source: data.Addition, Points: 1, Reason: "无"})
	w.refuse("SaveScore", &data.Score{Points: -1})
	u.Name = "区住房局"
	w.make("SaveUnit", u)
	w.ask("Scores", 2022)
	w.ask("Scores", 2021)
	w.refuse("Remove", data.RecordUnit, u.ID)
	for _, id := range []data.ID{1, 2, 3, 4, 5} {
		w.make("Remove", data.RecordScore, id)
	}
	w.make("Remove", data.RecordUnit, u.ID)
	w.refuse("Restore", data.RecordScore, self.ID)
	w.ask("Scores", 2022)
	w.ask("Journal", data.ID(0), 3)
}

func closings(w *world) {
	w.make("SaveBook", aBook(1))
	y := &data.YearClosing{Year: 2022, AsOf: day(6, 1), ClosedOn: day(6, 2), Figures: "[]", Appraisal: "[]", Note: " 第一次"}
	w.make("SaveYearClosing", y)
	w.make("SaveYearClosing", &data.YearClosing{Year: 2022, AsOf: day(6, 3), ClosedOn: day(6, 4), Figures: "[]", Appraisal: "[]"})
	w.make("SaveYearClosing", &data.YearClosing{Year: 2022, BookID: 1, AsOf: day(6, 3), ClosedOn: day(6, 4), Figures: "[]", Appraisal: "[]"})
	w.refuse("SaveYearClosing", &data.YearClosing{Year: 2022, BookID: 8, AsOf: day(6, 3), ClosedOn: day(6, 4), Figures: "[]", Appraisal: "[]"})
	w.refuse("SaveYearClosing", &data.YearClosing{Year: 2022, AsOf: day(6, 3), ClosedOn: day(6, 2)})
	w.ask("YearClosings", 2022, data.ID(0))
	w.ask("YearClosings", 2022, data.ID(1))
	w.ask("YearClosings", 2021, data.ID(0))
	w.make("Remove", data.RecordYearClosing, y.ID)
	w.ask("YearClosings", 2022, data.ID(0))
	w.make("Restore", data.RecordYearClosing, y.ID)
	w.ask("YearClosings", 2022, data.ID(0))
}

func supervisions(w *world) {
	begin(w)
	w.make("SaveSupervision", &data.Supervision{Unit: data.Unit{ID: 1}, Kind: data.Urge, Date: day(6, 9), Findings: "请抓紧"})
	w.make("SaveSupervision", &data.Supervision{ProposalID: 1, Unit: data.Unit{ID: 2}, Kind: data.Visit, Date: day(5, 9), People: "王某"})
	w.make("SaveSupervision", &data.Supervision{Unit: data.Unit{ID: 1}, Kind: data.Remind, Date: day(5, 9)})
	w.refuse("SaveSupervision", &data.Supervision{Unit: data.Unit{ID: 7}, Kind: data.Remind, Date: day(5, 9)})
	w.refuse("SaveSupervision", &data.Supervision{Kind: "电话", Answer: "已办"})
	w.ask("Supervisions")
	w.ask("Case", data.ID(1))
	w.refuse("Remove", data.RecordUnit, data.ID(1))
	w.make("Remove", data.RecordSupervision, data.ID(1))
	w.ask("Supervisions")
	w.ask("Deleted", data.ID(0))
	w.ask("Deleted", data.ID(1))
}

func nothing(w *world) {
	for _, list := range []string{"Books", "Units", "Leaders", "Proposers", "Holidays", "Supervisions", "Years", "SignNames", "Packs", "Settings"} {
		w.ask(list)
	}
	w.ask("Cases", data.Scope{})
	w.ask("Case", data.ID(1))
	w.ask("Scores", 2022)
	w.ask("Summary", 2022, data.ID(0))
	w.ask("YearClosings", 2022, data.ID(0))
	w.ask("Journal", data.ID(0), 10)
	w.ask("Deleted", data.ID(0))
	w.ask("DocNumbers", 2022)
	w.ask("NumberGaps", 0)
	w.ask("Merged", data.ID(1))
	w.ask("ReplyVersions", data.ID(1))
	w.ask("OpinionVersions", data.ID(1))
	w.ask("AttachmentData", data.ID(1), new(bytes.Buffer))
}
