package registry_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"jianban/data"
	"jianban/data/registry"
)

// large is a registry of 4,000 answered proposals, made once on each engine.
func large() (string, error) {
	if registry.ServerUnderTest != nil {
		return largeShared()
	}
	return largeFile()
}

var largeFile = sync.OnceValues(func() (string, error) {
	if template.dir == "" {
		return "", errors.New("no template folder")
	}
	path := filepath.Join(template.dir, "large.db")
	return path, makeLarge(path)
})

var largeShared = sync.OnceValues(func() (string, error) {
	place, err := registry.ServerUnderTest.Database("")
	if err != nil {
		return "", err
	}
	return place, makeLarge(place)
})

func makeLarge(path string) error { return makeOf(path, 4000) }

func makeSmall(path string) error { return makeOf(path, 120) }

func makeOf(path string, proposals int) error {
	return registry.CreateWith(context.Background(), path, options(), func(r *registry.Registry) error {
		if err := r.Do(context.Background(), registry.Action{What: "开始"}, enter); err != nil {
			return err
		}
		return r.Do(context.Background(), registry.Action{What: fmt.Sprintf("登记%d件", proposals)}, func(tx *registry.Tx) error {
			for n := range proposals {
				if err := answered(tx, 100+n); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// answered enters a proposal with the facts of a usual year: two assignments,
// three consultations, a reply and its feedback.
func answered(tx *registry.Tx, n int) error {
	p := proposal(func(p *data.Proposal) {
		p.Number, p.Text = number(n), strings.Repeat("建议加快道路建设。", 60)
	})
	if err := tx.SaveProposal(&p); err != nil {
		return err
	}
	unit := data.Unit{ID: unitHousing}
	errs := []error{
		tx.SaveAssignment(&data.Assignment{ProposalID: p.ID, Unit: unit, Part: data.LeadUnit, Assigned: day("2022-03-02"), Accepted: day("2022-03-03")}),
		tx.SaveAssignment(&data.Assignment{ProposalID: p.ID, Unit: data.Unit{ID: unitFinance}, Part: data.CoUnit, Assigned: day("2022-03-02"), Accepted: day("2022-03-03")}),
	}
	for _, phase := range data.Phases {
		errs = append(errs, tx.SaveConsultation(&data.Consultation{ProposalID: p.ID, Phase: phase, Date: day("2022-04-01"), Method: data.FaceToFace, Attended: []data.ID{proposerYin}, Said: "同意", Agreed: "照办"}))
	}
	rep := reply("红政函〔2022〕" + number(n) + "号")
	rep.ProposalID, rep.Body = p.ID, strings.Repeat("已经落实。", 150)
	errs = append(errs, tx.SaveReply(&rep), tx.SaveFeedback(&data.Feedback{ProposalID: p.ID, Round: 1, ProposerID: proposerYin, FormSent: day("2022-05-08"), Received: day("2022-05-20"), Attitude: data.Satisfied, Result: data.Satisfied}))
	return errors.Join(errs...)
}

func largeRegistry(b *testing.B) *registry.Registry {
	copyOfTemplate(b)
	path, err := large()
	if err != nil {
		b.Fatal(err)
	}
	return openAt(b, path, options())
}

func BenchmarkOpen(b *testing.B) {
	largeRegistry(b)
	path, err := large()
	if err != nil {
		b.Fatal(err)
	}
	o := options()
	o.ReadOnly = true
	for b.Loop() {
		r, err := registry.Open(b.Context(), path, o)
		if err != nil {
			b.Fatal(err)
		}
		if err := r.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCases4000(b *testing.B) {
	r := largeRegistry(b)
	for b.Loop() {
		if cases, err := r.Cases(b.Context(), data.Scope{}); err != nil || len(cases) < 4000 {
			b.Fatal(len(cases), err)
		}
	}
}

func BenchmarkOneCase(b *testing.B) {
	r := largeRegistry(b)
	for b.Loop() {
		if _, err := r.Case(b.Context(), 2000); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDo is one save after another; BenchmarkDoWithPauses lets the log be
// folded in between and times the save alone.
func BenchmarkDo(b *testing.B) { benchmarkDo(b, largeRegistry(b), 0, phone) }

func BenchmarkDoWithPauses(b *testing.B) {
	benchmarkDo(b, largeRegistry(b), 150*time.Millisecond, phone)
}

// BenchmarkDoText changes the text of a proposal, in which searches look.
func BenchmarkDoText(b *testing.B) {
	r := largeRegistry(b)
	cases, err := r.Cases(b.Context(), data.Scope{Texts: true})
	if err != nil {
		b.Fatal(err)
	}
	benchmarkDo(b, r, 0, func(tx *registry.Tx, n int) error {
		p := cases[n%len(cases)].Proposal
		p.Text += number(n)
		return tx.SaveProposal(&p)
	})
}

func phone(tx *registry.Tx, n int) error {
	return tx.SaveUnit(&data.Unit{ID: unitFinance, Name: "区财政局", Phone: number(n)})
}

func benchmarkDo(b *testing.B, r *registry.Registry, pause time.Duration, save func(tx *registry.Tx, n int) error) {
	took := []time.Duration{}
	for b.Loop() {
		b.StopTimer()
		time.Sleep(pause)
		b.StartTimer()
		start := time.Now()
		if err := r.Do(b.Context(), registry.Action{What: "更改"}, func(tx *registry.Tx) error {
			return save(tx, len(took))
		}); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "µs-p50")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "µs-p99")
}

func BenchmarkEnter400(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		r := opened(b)
		b.StartTimer()
		if err := r.Do(b.Context(), registry.Action{What: "登记400件"}, func(tx *registry.Tx) error {
			for n := range 400 {
				if err := answered(tx, 100+n); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCheck4000(b *testing.B) {
	r := largeRegistry(b)
	for b.Loop() {
		if rep, err := r.Check(b.Context()); err != nil || len(rep.Damage) > 0 {
			b.Fatal(rep.Damage, err)
		}
	}
}
