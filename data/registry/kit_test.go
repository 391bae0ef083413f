package registry_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"jianban/data"
	"jianban/data/registry"
)

// noon is the one time of every test.
var noon = time.Date(2022, 7, 1, 12, 0, 0, 0, time.UTC)

// template is a registry with one year begun, made once and copied for each test.
var template = struct {
	once sync.Once
	dir  string
	path string
	err  error
}{}

// sharedTemplate is the same in a database.
var sharedTemplate = sync.OnceValues(func() (url string, err error) {
	if url, err = registry.ServerUnderTest.Database(""); err == nil {
		err = registry.CreateWith(context.Background(), url, options(), func(r *registry.Registry) error {
			return r.Do(context.Background(), registry.Action{What: "登记2022年"}, enter)
		})
	}
	return url, err
})

// Rows that the template holds, by the order in which they were entered.
const (
	bookID      data.ID = 1
	unitHousing data.ID = 1
	unitFinance data.ID = 2
	leaderID    data.ID = 1
	proposerYin data.ID = 1
	proposerLi  data.ID = 2
	leadID      data.ID = 1 // 第12号, 主办
	assistID    data.ID = 2 // 第07号, 协办
)

func TestMain(m *testing.M) {
	if target := os.Getenv(childVariable); target != "" {
		childWrites(target) // ends by being killed
	}
	if target := os.Getenv(childBacking); target != "" {
		childBacks(target)
	}
	if target := os.Getenv(childOpening); target != "" {
		childOpens(target)
	}
	if target := os.Getenv(childReading); target != "" {
		childReads(target)
	}
	if pair := os.Getenv(childCopying); pair != "" {
		childCopies(pair)
	}
	code := registry.RunOnEngines(m)
	if template.dir != "" {
		if err := os.RemoveAll(template.dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = 1
		}
	}
	os.Exit(code)
}

func options() registry.Options {
	pack, calendar := rules()
	return registry.Options{By: "李秘书", Now: func() time.Time { return noon }, Pack: pack, Calendar: calendar}
}

var rules = sync.OnceValues(func() (data.RulePack, data.Calendar) {
	text, err := os.ReadFile("../../assets/packs/three-steps.toml")
	if err != nil {
		panic(err)
	}
	pack, err := data.ParsePack(text)
	if err != nil {
		panic(err)
	}
	csv, err := os.ReadFile("../../assets/holidays.csv")
	if err != nil {
		panic(err)
	}
	calendar, err := data.ParseCalendar(csv)
	if err != nil {
		panic(err)
	}
	return pack, calendar
})

func day(text string) data.Date {
	d, err := data.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func book() data.Book {
	return data.Book{
		Meeting:     data.Meeting{Body: data.Congress, Level: data.City, Place: "玉溪市", Term: 6, Session: 1, Year: 2022},
		Direction:   data.HandedDown,
		HandedBy:    "玉溪市人民政府办公室",
		Issuer:      "玉溪市红塔区人民政府",
		Letterhead:  "玉溪市红塔区人民政府文件",
		ReplySeries: "红政函", OpinionSeries: "红政办函",
		CopyTo: []string{"市人大常委会选联工委", "市政府督查室"},
	}
}

func proposal(change func(*data.Proposal)) data.Proposal {
	p := data.Proposal{
		BookID: bookID, Number: "12", Kind: data.Suggestion, Role: data.Lead,
		Title: "关于推进光电子产业园建设的建议", Text: "建议加快建设。\n理由如下。", Topic: "工业",
		HandedOver: day("2022-03-01"), Sponsor: data.Leader{ID: leaderID},
		Proposers: []data.Proposer{{ID: proposerYin, Name: "尹志平", Body: data.Congress, Delegation: "红塔区代表团", Phone: "13800000001", Address: "玉兴路"}},
	}
	if change != nil {
		change(&p)
	}
	return p
}

// enter fills the template.
func enter(tx *registry.Tx) error {
	b := book()
	units := []data.Unit{{Name: "区住建局", FullName: "红塔区住房和城乡建设局", Responsible: "赵局", Contact: "钱科", Phone: "1"}, {Name: "区财政局"}}
	leader := data.Leader{Name: "张三", Post: "副区长"}
	people := []data.Proposer{
		{Name: "尹志平", Body: data.Congress, Delegation: "红塔区代表团", Phone: "13800000001", Address: "玉兴路"},
		{Name: "李莫愁", Body: data.Congress, Delegation: "红塔区代表团"},
	}
	if err := errors.Join(tx.SaveBook(&b), tx.SaveUnit(&units[0]), tx.SaveUnit(&units[1]), tx.SaveLeader(&leader), tx.SaveProposer(&people[0]), tx.SaveProposer(&people[1])); err != nil {
		return err
	}
	lead := proposal(nil)
	assist := proposal(func(p *data.Proposal) {
		p.Number, p.Role, p.LeadBody, p.Title = "07", data.Assist, "市发展和改革委员会", "关于修路的建议"
		p.Proposers = []data.Proposer{people[1], people[0]}
	})
	return errors.Join(tx.SaveProposal(&lead), tx.SaveProposal(&assist))
}

// copyOfTemplate is a registry of its own for one test.
func copyOfTemplate(t testing.TB) string {
	t.Helper()
	if registry.ServerUnderTest != nil {
		from, err := sharedTemplate()
		if err != nil {
			t.Fatal(err)
		}
		return registry.CopyOfDatabase(t, from)
	}
	template.once.Do(func() {
		if template.dir, template.err = os.MkdirTemp("", "registry"); template.err != nil {
			return
		}
		template.path = filepath.Join(template.dir, "registry.db")
		template.err = registry.CreateWith(t.Context(), template.path, options(), func(r *registry.Registry) error {
			return r.Do(context.Background(), registry.Action{What: "登记2022年"}, enter)
		})
	})
	if template.err != nil {
		t.Fatal(template.err)
	}
	b, err := os.ReadFile(template.path)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "registry.db")
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func opened(t testing.TB) *registry.Registry {
	t.Helper()
	return openAt(t, copyOfTemplate(t), options())
}

func openAt(t testing.TB, path string, o registry.Options) *registry.Registry {
	t.Helper()
	r, err := registry.Open(t.Context(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

// do makes one change that must succeed.
func do(t testing.TB, r *registry.Registry, what string, f func(*registry.Tx) error) {
	t.Helper()
	if err := r.Do(t.Context(), registry.Action{What: what}, f); err != nil {
		t.Fatal(err)
	}
}

// refused makes one change that must be refused with a sentence about field.
func refused(t testing.TB, r *registry.Registry, field string, f func(*registry.Tx) error) data.Problem {
	t.Helper()
	return problem(t, r.Do(t.Context(), registry.Action{What: "不成立的修改"}, f), field)
}

// problem is the sentence an error tells a person; field "" accepts any.
func problem(t testing.TB, err error, field string) data.Problem {
	t.Helper()
	var one data.Problem
	var many data.Problems
	switch {
	case errors.As(err, &many) && len(many) > 0:
		one = many[0]
	case !errors.As(err, &one):
		t.Fatalf("got %v, want a Problem about %s", err, field)
	}
	if field != "" && one.Field != field {
		t.Fatalf("got %q, want a Problem about %s", one.Error(), field)
	}
	return one
}

// content checks that the whole registry is sound.
func content(t testing.TB, r *registry.Registry) {
	t.Helper()
	report, err := r.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Damage)+len(report.Impossible) > 0 {
		t.Fatalf("check: %v %v", report.Damage, report.Impossible)
	}
}

// beside lists what lies in the folder of a file.
func beside(t testing.TB, path string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// ofFiles passes a test over that is about registry files.
func ofFiles(t testing.TB) {
	t.Helper()
	registry.OfFiles(t)
}

func contextWithCancel(t *testing.T) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	return ctx, cancel
}

func number(n int) string { return strconv.Itoa(n) }
