package registry

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"jianban/data"
)

// sample is a valid record of one kind, with the function that saves it.
type sample struct {
	record data.Record
	fresh  func() (fields []field, more []any, save func(*Tx) error)
}

// sampleOf makes a sample. more are places that no column tells of.
func sampleOf[T any](s *subject[T], make func() T, save func(*Tx, *T) error, more ...func(*T) any) sample {
	return sample{s.record, func() ([]field, []any, func(*Tx) error) {
		x := make()
		id, fields := s.columns(&x)
		var places []any
		for _, f := range more {
			places = append(places, f(&x))
		}
		return fields, places, func(t *Tx) error {
			*id = 0 // always a new one
			return save(t, &x)
		}
	}}
}

func on(text string) data.Date {
	d, ok := isoDay(text)
	if !ok {
		panic(text)
	}
	return d
}

// base fills a registry with one of each thing that others refer to, each with
// the id 1 but for the second proposal and the second unit.
func base(t *testing.T, r *Registry) {
	t.Helper()
	err := r.Do(t.Context(), Action{What: "底子"}, func(tx *Tx) error {
		people := []data.Proposer{{Name: "封伟", Body: data.Congress}}
		book := data.Book{Meeting: data.Meeting{Body: data.Congress, Level: data.City, Place: "玉溪市", Term: 6, Session: 1, Year: 2022}, Direction: data.HandedDown}
		p := data.Proposal{BookID: 1, Number: "1", Kind: data.Suggestion, Role: data.Lead, Title: "修路", HandedOver: on("2022-03-01"), Proposers: people}
		other := p
		other.Number = "2"
		if err := errors.Join(tx.SaveBook(&book), tx.SaveUnit(&data.Unit{Name: "甲局"}), tx.SaveUnit(&data.Unit{Name: "乙局"}), tx.SaveLeader(&data.Leader{Name: "张三"}), tx.SaveProposal(&p), tx.SaveProposal(&other)); err != nil {
			return err
		}
		return errors.Join(tx.SaveReply(&data.Reply{ProposalID: 1, Round: 1}), tx.SaveConsultation(&data.Consultation{ProposalID: 1, Phase: data.Before, Method: data.Phone, Date: on("2022-03-05")}))
	})
	if err != nil {
		t.Fatal(err)
	}
}

func testPack(t *testing.T) data.RulePack {
	t.Helper()
	text, err := os.ReadFile("../../assets/packs/three-steps.toml")
	if err != nil {
		t.Fatal(err)
	}
	pack, err := data.ParsePack(text)
	if err != nil {
		t.Fatal(err)
	}
	return pack
}

// samples are one of each kind, with every list filled.
func samples(t *testing.T) []sample {
	pack := testPack(t)
	unit := data.Unit{ID: 1}
	former := func() []data.FormerName {
		return []data.FormerName{{Name: "旧名", FullName: "旧全称", Until: on("2019-03-01")}}
	}
	return []sample{
		sampleOf(&bookRows, func() data.Book {
			return data.Book{Meeting: data.Meeting{Body: data.Congress, Level: data.City, Place: "玉溪市", Term: 7, Session: 1, Year: 2027}, Direction: data.HandedDown,
				CopyTo: []string{"督查室"}, Classes: []data.ReplyClass{{Letter: "A", Name: "已解决"}}, Limits: []data.LimitRule{{For: data.ForReply, Of: []data.LimitOf{data.OfKey}, N: 3, Unit: data.Months}}}
		}, (*Tx).SaveBook),
		sampleOf(&unitRows, func() data.Unit { return data.Unit{Name: "丙局", Former: former()} }, (*Tx).SaveUnit),
		sampleOf(&leaderRows, func() data.Leader { return data.Leader{Name: "李四", Former: former()} }, (*Tx).SaveLeader),
		sampleOf(&proposerRows, func() data.Proposer { return data.Proposer{Name: "王五", Body: data.Congress} }, (*Tx).SaveProposer),
		sampleOf(&proposalRows, func() data.Proposal {
			return data.Proposal{BookID: 1, Number: "3", Kind: data.Suggestion, Role: data.Lead, Title: "种树", HandedOver: on("2022-03-01"), Required: on("2022-05-31"), Key: true, Supervisor: "副主任 张三", Committee: "城环工委", Related: []data.ID{1}, Proposers: []data.Proposer{{Name: "新代表", Body: data.Congress}}}
		}, (*Tx).SaveProposal, func(p *data.Proposal) any { return &p.Proposers }),
		sampleOf(&extensionRows, func() data.Extension {
			return data.Extension{ProposalID: 1, Applied: on("2022-05-01"), Told: on("2022-05-01"), Until: on("2022-07-01"), Reason: "难"}
		}, (*Tx).SaveExtension),
		sampleOf(&assignmentRows, func() data.Assignment {
			return data.Assignment{ProposalID: 1, Unit: unit, Part: data.LeadUnit, Assigned: on("2022-03-02")}
		}, (*Tx).SaveAssignment),
		sampleOf(&consultationRows, func() data.Consultation {
			return data.Consultation{ProposalID: 1, Phase: data.During, Method: data.FaceToFace, Date: on("2022-04-01"), Invited: []data.ID{1}, Attended: []data.ID{1}, Items: []data.AgreedItem{{What: "看现场", Who: "甲局", By: on("2022-05-01")}}}
		}, (*Tx).SaveConsultation),
		sampleOf(&replyRows, func() data.Reply {
			return data.Reply{ProposalID: 2, Round: 1, Class: "A", CopyTo: []string{"督查室"}, Ideas: 3, Policies: 1}
		}, (*Tx).SaveReply),
		sampleOf(&opinionRows, func() data.Opinion { return data.Opinion{ProposalID: 1, Way: data.OpinionOut} }, (*Tx).SaveOpinion),
		sampleOf(&dispatchRows, func() data.Dispatch {
			return data.Dispatch{ProposalID: 1, ReplyID: 1, ProposerID: 1, Date: on("2022-05-01")}
		}, (*Tx).SaveDispatch),
		sampleOf(&waiverRows, func() data.Waiver {
			return data.Waiver{ProposalID: 1, ReplyID: 1, Warning: "没有沟通", Reason: "在外地", Date: on("2022-05-01")}
		}, (*Tx).SaveWaiver),
		sampleOf(&feedbackRows, func() data.Feedback {
			return data.Feedback{ProposalID: 1, Round: 1, ProposerID: 1, FormSent: on("2022-05-01")}
		}, (*Tx).SaveFeedback),
		sampleOf(&assessmentRows, func() data.Assessment {
			return data.Assessment{ProposalID: 1, Kind: data.Ballot, Date: on("2022-12-01"), By: "市人大常委会", Satisfied: 20, Mostly: 3, Dissatisfied: 1, Abstained: 1, Mark: data.Satisfied}
		}, (*Tx).SaveAssessment),
		sampleOf(&commitmentRows, func() data.Commitment {
			return data.Commitment{ProposalID: 1, Text: "建成", Due: on("2022-12-31")}
		}, (*Tx).SaveCommitment),
		sampleOf(&supervisionRows, func() data.Supervision {
			return data.Supervision{ProposalID: 1, Unit: unit, Kind: data.Urge, Date: on("2022-04-01")}
		}, (*Tx).SaveSupervision),
		sampleOf(&issueRows, func() data.Issue {
			return data.Issue{Kind: data.IssueDossier, ProposalID: 1, Number: "WS-2022-0001", Date: on("2022-12-20"), Title: "第1号办理档案"}
		}, (*Tx).SaveIssue),
		sampleOf(&disclosureRows, func() data.Disclosure { return data.Disclosure{ProposalID: 1, Decision: data.Open} }, (*Tx).SaveDisclosure),
		sampleOf(&attachmentRows, func() data.Attachment {
			return data.Attachment{ProposalID: 1, Name: "甲.pdf", Added: on("2022-03-01")}
		}, func(tx *Tx, a *data.Attachment) error { return tx.AddAttachment(a, bytes.NewReader([]byte("甲"))) }),
		sampleOf(&settingsRows, func() settingsRow {
			return settingsRow{Settings: data.Settings{Office: "办公室", Issuer: "政府", ReplySeries: "红政函", OpinionSeries: "红政办函", Clerks: []string{"李秘书"}}}
		}, func(tx *Tx, s *settingsRow) error { return tx.SaveSettings(&s.Settings) }),
		sampleOf(&packRows, func() packRow {
			p := packRow{RulePack: pack}
			p.From = on("2023-01-01")
			p.Limits = []data.LimitRule{{For: data.ForReply, Of: []data.LimitOf{data.OfParties}, Day: "5月10日"}}
			p.Classes, p.Marks = slices.Clone(pack.Classes), []data.MarkWord{{Word: "很满意", Counts: data.Satisfied}}
			p.Appraisal.Parts = []data.AppraisalPart{{Name: "规范", Items: []data.AppraisalItem{{Key: "制度", Name: "制度", Points: 10}}}}
			p.Appraisal.Grades = []data.Grade{{Name: "优秀", Least: 90}}
			p.Appraisal.Ways = data.AppraisalWays{Nothing: data.NothingFull, Untouched: 3, Apart: true}
			return p
		}, func(tx *Tx, p *packRow) error { return tx.SavePack(&p.RulePack) }),
		sampleOf(&savedListRows, func() data.SavedList {
			return data.SavedList{Name: "逾期的", Words: "污水", Role: "主办", Unit: "区住建局", Stage: string(data.ToFeedback), Light: "红"}
		}, (*Tx).SaveSavedList),
		sampleOf(&packetRows, func() data.Packet {
			hash := strings.Repeat("ab", 32)
			return data.Packet{Way: data.PacketTask, Year: 2022, Unit: unit, Number: 1, Made: on("2022-04-01"), Digest: hash, OfficeKey: hash, ReturnKey: hash, Base: []string{"底"}, Round: 1, Taken: hash, TakenOn: on("2022-05-01")}
		}, (*Tx).SavePacket),
		sampleOf(&holidayRows, func() data.Holiday {
			return data.Holiday{Date: on("2030-02-04"), Kind: data.DayOff, Name: "春节"}
		}, (*Tx).SaveHoliday),
		sampleOf(&summaryRows, func() data.Summary {
			return data.Summary{Year: 2022, BookID: 1, Title: "总结", Signed: on("2022-12-30"), LookedOn: on("2022-12-29"), Looked: []data.LookedFigure{{Name: "总件数", Value: "15"}}, Sections: []data.SummarySection{{Heading: "一、综合", Text: "正文"}}}
		}, (*Tx).SaveSummary),
		sampleOf(&scoreRows, func() data.Score {
			return data.Score{Year: 2022, Unit: unit, Item: "制度", Source: data.SelfScore, Points: 70}
		}, (*Tx).SaveScore),
		sampleOf(&yearClosingRows, func() data.YearClosing {
			return data.YearClosing{Year: 2022, BookID: 1, AsOf: on("2022-12-31"), ClosedOn: on("2023-01-05"), Figures: `[{"name":"总件数","value":"2"}]`, Appraisal: "[]"}
		}, (*Tx).SaveYearClosing),
	}
}

// bad is a value that somebody or some program may hand in.
type bad struct {
	value   any
	refused bool // must be; others may be refused, tidied or taken
}

var badTexts = []bad{
	{"", false}, {"\x00", false}, {"甲\x00乙", false}, {"\u2028\u200b", false}, {"'); DROP TABLE books; --", false}, {"-1", false}, {"2022-13-40", false}, {"null", false},
	{"甲\xff", true}, {"\xed\xa0\x80", true}, {strings.Repeat("长", 200_001), true},
}

var badJSON = []bad{{"", true}, {"{", true}, {`[{"name":`, true}, {"{}", true}, {"[1]", true}, {"nul", true}, {`[{"name":"甲` + "\xff" + `"}]`, true}, {strings.Repeat("[", 2000) + strings.Repeat("]", 2000), true}}

var badDays = []bad{{data.UncheckedDate(2022, 2, 30), true}, {data.UncheckedDate(2022, 13, 40), true}, {data.UncheckedDate(-5, 1, 1), true},
	{data.UncheckedDate(0, 0, 1), true}, {data.UncheckedDate(99999, 1, 1), true}, {data.UncheckedDate(3000, 1, 1), true}, {data.Date{}, false}, {on("1950-01-01"), false}}

// spoil gives each place within v each bad value, one at a time, and tries.
func spoil(v reflect.Value, json bool, try func(v reflect.Value, b bad)) {
	set := func(all []bad) {
		was := reflect.New(v.Type()).Elem()
		was.Set(v)
		for _, b := range all {
			v.Set(reflect.ValueOf(b.value).Convert(v.Type()))
			try(v, b)
		}
		v.Set(was)
	}
	switch v.Kind() {
	case reflect.String:
		if json {
			set(badJSON)
		} else {
			set(badTexts)
		}
	case reflect.Int, reflect.Int64:
		set([]bad{{-1, false}, {0, false}, {99, false}, {math.MaxInt64, false}, {math.MinInt64, false}})
	case reflect.Float64:
		set([]bad{{math.NaN(), true}, {math.Inf(1), true}, {math.Inf(-1), true}, {1e308, true}, {-30.5, true}, {0.5, false}})
	case reflect.Bool:
		set([]bad{{true, false}, {false, false}})
	case reflect.Slice:
		if v.Len() == 0 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		}
		copied := reflect.MakeSlice(v.Type(), v.Len(), v.Len()) // the sample's own stays
		reflect.Copy(copied, v)
		v.Set(copied)
		spoil(v.Index(0), false, try)
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[data.Date]() {
			set(badDays)
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).Name != "Deleted" { // Remove and Restore say that
				spoil(v.Field(i), false, try)
			}
		}
	}
}

// place is what a field fills.
func place(f field) reflect.Value {
	into := f.into
	switch to := into.(type) {
	case scanDay:
		into = to.to
	case scanRef:
		into = to.to
	case scanJSON:
		into = to.to
	}
	return reflect.ValueOf(into).Elem()
}

var (
	han       = regexp.MustCompile(`\p{Han}`)
	quoted    = regexp.MustCompile(`“[^”]*”`)
	innerText = regexp.MustCompile(`[A-Za-z]{3,}`)
)

// forAPerson wants sentences in Chinese, each about a field.
func forAPerson(t *testing.T, what string, err error) {
	t.Helper()
	var all data.Problems
	var one data.Problem
	switch {
	case errors.As(err, &all):
	case errors.As(err, &one):
		all = data.Problems{one}
	default:
		t.Errorf("%s: an internal error: %v", what, err)
		return
	}
	for _, p := range all {
		said := quoted.ReplaceAllString(p.Error(), "")
		if p.Field == "" || !han.MatchString(said) || innerText.MatchString(said) || !utf8.ValidString(p.Error()) {
			t.Errorf("%s: not for a clerk: %+v", what, p)
		}
		if p.Field == "登记库" || strings.Contains(p.Message, "登记库不收") {
			t.Errorf("%s: reached the file's own rules: %s", what, p.Error())
		}
	}
}

// made are the columns that this package itself fills.
var made = []string{deletedColumn, "number_key", "sha256", "size"}

// Whatever is handed in for any column of any kind of record, it is tidied or
// refused with a sentence about its field, before SQLite's own rules are
// reached; and what is kept can be read.
func TestNothingHandedInReachesTheFilesOwnRules(t *testing.T) {
	OfFiles(t)
	t.Parallel()
	r := fresh(t)
	r.opts.Pack = testPack(t)
	base(t, r)
	if _, err := r.write.Exec("PRAGMA synchronous = OFF"); err != nil {
		t.Fatal(err)
	}
	statements, err := structureOf(t.Context(), r.read)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[data.Record]bool{proposerLinkRows.record: true} // saved with its proposal
	for _, s := range samples(t) {
		seen[s.record] = true
		fields, more, save := s.fresh()
		if err := r.Do(t.Context(), Action{What: "样本"}, save); err != nil {
			t.Fatalf("%s: the sample is refused: %v", s.record, err)
		}
		takeBack(t, r)
		for i, n := 0, 0; i < len(fields)+len(more); { // the nth bad value of the ith place, each in a sample of its own
			fields, more, save = s.fresh()
			where, json, k := string(s.record), false, 0
			try := func(v reflect.Value, b bad) {
				if k == n {
					handIn(t, r, where, save, v, b)
				}
				k++
			}
			if i >= len(fields) {
				spoil(reflect.ValueOf(more[i-len(fields)]).Elem(), false, try)
			} else if f := fields[i]; !slices.Contains(made, f.name) {
				where += "." + f.name
				json = strings.Contains(statements[string(s.record)], "json_valid("+f.name+")")
				spoil(place(f), json, try)
			}
			if n++; n >= k {
				i, n = i+1, 0
			}
		}
	}
	for _, d := range subjects() {
		if !seen[d.record] {
			t.Errorf("no sample of %s", d.record)
		}
	}
	if rep, err := r.Check(t.Context()); err != nil || len(rep.Damage)+len(rep.Impossible) > 0 {
		t.Errorf("check: %v %v %v", rep.Damage, rep.Impossible, err)
	}
}

// handIn saves a record with a bad value in the place v.
func handIn(t *testing.T, r *Registry, where string, save func(*Tx) error, v reflect.Value, b bad) {
	t.Helper()
	what := fmt.Sprintf("%s = %.40q", where, fmt.Sprint(b.value))
	err := r.Do(t.Context(), Action{What: "交来"}, save)
	if err != nil {
		forAPerson(t, what, err)
		return
	}
	if b.refused {
		t.Errorf("%s: taken", what)
	}
	if v.Kind() == reflect.String && strings.ContainsRune(v.String(), 0) {
		t.Errorf("%s: kept with what nobody sees: %q", what, v.String())
	}
	if _, err := r.Cases(t.Context(), data.Scope{Texts: true}); err != nil {
		t.Errorf("%s: cannot be read: %v", what, err)
	}
	if _, err := r.Journal(t.Context(), 0, 1); err != nil {
		t.Errorf("%s: cannot be read aloud: %v", what, err)
	}
	takeBack(t, r)
}

// takeBack undoes the last change, where it changed anything.
func takeBack(t *testing.T, r *Registry) {
	t.Helper()
	if what, ok := r.Undoable(); !ok || what == "底子" {
		return
	}
	if _, err := r.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
}
