package registry_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"jianban/data"
	"jianban/data/registry"
)

// Both engines have the same tables with the same columns, in the same order.
func TestBothEnginesHaveTheSameColumns(t *testing.T) {
	t.Parallel()
	registry.OfServers(t)
	shared, err := opened(t).Columns(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "r.db")
	if err := registry.CreateWith(t.Context(), path, options(), func(*registry.Registry) error { return nil }); err != nil {
		t.Fatal(err)
	}
	file, err := openAt(t, path, options()).Columns(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range slices.Sorted(maps.Keys(file)) {
		if !slices.Equal(file[table], shared[table]) {
			t.Errorf("%s: %v on the server, %v in the file", table, shared[table], file[table])
		}
	}
	if len(shared) != len(file) {
		t.Errorf("%d tables on the server, %d in the file", len(shared), len(file))
	}
}

// What cannot be a shared registry is told in a sentence, soon, without the password.
func TestWhatIsNoSharedRegistryIsTold(t *testing.T) {
	t.Parallel()
	registry.OfServers(t)
	empty := registry.NewPlace(t)
	full := registry.NewPlace(t)
	if err := registry.ServerUnderTest.SQL(filepath.Base(full), "CREATE TABLE others (a int)"); err != nil {
		t.Fatal(err)
	}
	newer := copyOfTemplate(t)
	if err := registry.ServerUnderTest.SQL(filepath.Base(newer), "UPDATE jianban.state SET version = version + 1"); err != nil {
		t.Fatal(err)
	}
	deaf, err := net.Listen("tcp", "127.0.0.1:0") // takes connections and says nothing
	if err != nil {
		t.Fatal(err)
	}
	defer deaf.Close()
	port := registry.ServerUnderTest.Port()
	const secret = "geheim77"
	for address, want := range map[string]string{
		empty: "还没有登记库", full: "别的程序", newer: "更新版本",
		fmt.Sprintf("postgres://office:%s@127.0.0.1:%d/none", secret, port):                  "没有“none”",
		fmt.Sprintf("postgres://nobody:%s@127.0.0.1:%d/postgres", secret, port):              "不接受“nobody”",
		fmt.Sprintf("postgres://office:%s@127.0.0.1:1/a", secret):                            "连不上",
		fmt.Sprintf("postgres://office:%s@%s/a", secret, deaf.Addr()):                        "没有应答",
		fmt.Sprintf("postgres://office:%s@127.0.0.1:%d", secret, port):                       "地址写得不对",
		fmt.Sprintf("postgres://office:%s@10.255.0.1/a?sslmode=disable", secret):             "没有加密",
		fmt.Sprintf("postgres://office:%s@10.255.0.1/a?sslmode=prefer", secret):              "没有加密",
		fmt.Sprintf("postgres://office:%s@127.0.0.1:%d/a?sslmode=strange", secret, port):     "地址写得不对",
		fmt.Sprintf("postgres://office:%s@127.0.0.1:%d/a b%%zz", secret, port):               "地址写得不对",
		fmt.Sprintf("postgresql://office@127.0.0.1:%d/none?password=%s", port, secret):       "没有“none”",
		fmt.Sprintf("postgres://office:%s@no-such-host.invalid/a?connect_timeout=3", secret): "",
	} {
		begun := time.Now()
		_, err := registry.Open(t.Context(), address, options())
		field, asks := "登记库", strings.Contains(want, "不接受")
		if asks {
			field = "口令"
		}
		p := problem(t, err, field)
		if registry.WantsPassword(err) != asks {
			t.Errorf("%s: a password is wanted: %v", address, !asks)
		}
		if !strings.Contains(p.Message, want) || strings.Contains(err.Error(), secret) {
			t.Errorf("%s: %v", address, err)
		}
		if took := time.Since(begun); took > 12*time.Second {
			t.Errorf("%s took %v", address, took)
		}
	}
	for _, place := range []string{full, copyOfTemplate(t)} {
		_, err := registry.Create(t.Context(), place, options())
		problem(t, err, "登记库")
	}
}

// A registry that could not be filled leaves an empty database; what a killed
// program left of one is no registry, and the next begins anew.
func TestASharedRegistryIsMadeWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	registry.OfServers(t)
	place := registry.NewPlace(t)
	failed := errors.New("failed")
	if err := registry.CreateWith(t.Context(), place, options(), func(*registry.Registry) error { return failed }); !errors.Is(err, failed) {
		t.Fatal(err)
	}
	for range 2 {
		if none, err := registry.Missing(t.Context(), place); err != nil || !none {
			t.Fatal(none, err)
		}
		// as if it were killed at the end
		if err := registry.CreateWith(t.Context(), place, options(), func(r *registry.Registry) error {
			return r.Do(t.Context(), registry.Action{What: "登记"}, enter)
		}); err != nil {
			t.Fatal(err)
		}
		if err := registry.ServerUnderTest.SQL(filepath.Base(place), "UPDATE jianban.state SET application = 0"); err != nil {
			t.Fatal(err)
		}
	}
	r, err := registry.Create(t.Context(), place, options())
	if err != nil {
		t.Fatal(err)
	}
	content(t, r)
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
}

// Desks that save at once lose nothing, get each number once, and leave one chain.
func TestManyDesksAtOnce(t *testing.T) {
	t.Parallel()
	registry.OfServers(t)
	place := copyOfTemplate(t)
	const desks, saves = 4, 12
	var wait sync.WaitGroup
	for d := range desks {
		r := openAt(t, place, options())
		wait.Go(func() {
			for n := range saves {
				err := r.Do(context.Background(), registry.Action{What: fmt.Sprintf("%d的第%d次", d, n)}, func(tx *registry.Tx) error {
					number, err := tx.NextDocNumber("红政函", 2022)
					if err != nil {
						return err
					}
					p := proposal(func(p *data.Proposal) { p.Number = fmt.Sprint(1000 + d*saves + n) })
					if err := tx.SaveProposal(&p); err != nil {
						return err
					}
					return tx.SaveReply(&data.Reply{ProposalID: p.ID, Round: 1, DocNumber: number})
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	r := openAt(t, place, options())
	content(t, r)
	cases, err := r.Cases(t.Context(), data.Scope{})
	if err != nil || len(cases) != desks*saves+2 {
		t.Fatal(len(cases), err)
	}
	numbers, err := r.DocNumbers(t.Context(), 2022)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(numbers)
	if each := slices.Compact(slices.Clone(numbers)); len(each) != desks*saves {
		t.Errorf("%d numbers of %d", len(each), desks*saves)
	}
	if gaps, err := r.NumberGaps(t.Context(), 2022); err != nil || len(gaps) > 0 {
		t.Errorf("gaps: %v, %v", gaps, err)
	}
}

// A registry that moved to a server and back is the same, journal and all; a place
// that holds anything is refused and left as it was.
func TestMoveThereAndBack(t *testing.T) {
	t.Parallel()
	registry.OfServers(t)
	first := filepath.Join(t.TempDir(), "一.db")
	if err := registry.CreateWith(t.Context(), first, options(), func(r *registry.Registry) error {
		return errors.Join(r.Do(t.Context(), registry.Action{What: "登记"}, enter), r.Do(t.Context(), registry.Action{What: "附件"}, func(tx *registry.Tx) error {
			a := data.Attachment{ProposalID: leadID, Name: "说明.txt", Added: day("2022-03-02")}
			return tx.AddAttachment(&a, strings.NewReader(strings.Repeat("路灯", 200_000)))
		}))
	}); err != nil {
		t.Fatal(err)
	}
	file := openAt(t, first, options())
	quiet := func(string, int64, int64) {}
	place := registry.NewPlace(t)
	moved, err := file.MoveTo(t.Context(), place, quiet)
	if err != nil {
		t.Fatal(err)
	}
	shared := openAt(t, place, options())
	content(t, shared)
	if anchor, err := shared.Anchor(t.Context()); err != nil || anchor != moved.Anchor {
		t.Errorf("%v, %v, want %v", anchor, err, moved.Anchor)
	}
	if _, err := file.MoveTo(t.Context(), place, quiet); err == nil {
		t.Error("a database that holds a registry was taken")
	}
	do(t, shared, "登记", func(tx *registry.Tx) error {
		p := proposal(func(p *data.Proposal) { p.Number = "88" })
		return tx.SaveProposal(&p)
	})
	second := filepath.Join(t.TempDir(), "二.db")
	if _, err := shared.MoveTo(t.Context(), second, quiet); err != nil {
		t.Fatal(err)
	}
	back := openAt(t, second, options())
	content(t, back)
	for _, r := range []*registry.Registry{shared, back} {
		found, err := r.Search(t.Context(), data.SearchAsk{Text: "光电子", Limit: 10})
		if err != nil || len(found.Hits) != 2 { // 88 has the title too
			t.Errorf("found %d of 2: %v", len(found.Hits), err)
		}
	}
	for table, want := range facts(t, shared) {
		if got := facts(t, back)[table]; !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", table, got, want)
		}
	}
	if _, err := shared.MoveTo(t.Context(), second, quiet); err == nil {
		t.Error("a file that is there was taken")
	}
}

// What a hand does past the program is found, or the database refuses it.
func TestTamperingOnTheServerIsFound(t *testing.T) {
	t.Parallel()
	registry.OfServers(t)
	for statement, want := range map[string]string{
		"DROP TRIGGER journal_update ON jianban.units":                                                                                                         "自动记录被改动过",
		"ALTER TABLE jianban.journal DISABLE TRIGGER fixed; UPDATE jianban.journal SET after = NULL WHERE id = 3":                                              "操作日志",
		"ALTER TABLE jianban.units DISABLE TRIGGER USER; UPDATE jianban.units SET phone = '9'; ALTER TABLE jianban.units ENABLE TRIGGER USER":                  "与操作日志不符",
		"ALTER TABLE jianban.actions DISABLE TRIGGER USER; UPDATE jianban.actions SET by = '别人' WHERE id = 2; ALTER TABLE jianban.actions ENABLE TRIGGER USER": "操作日志从第2条起被改动过",
		"DROP INDEX jianban.proposals_number":                           "proposals_number",
		"ALTER TABLE jianban.units DROP CONSTRAINT units_deleted_check": "units_deleted_check",
	} {
		place := copyOfTemplate(t)
		if err := registry.ServerUnderTest.SQL(filepath.Base(place), statement); err != nil {
			t.Fatal(err)
		}
		report, err := openAt(t, place, options()).Check(t.Context())
		if err != nil || !strings.Contains(strings.Join(report.Damage, "\n"), want) {
			t.Errorf("%s: %v, %v", statement, report.Damage, err)
		}
	}
}
