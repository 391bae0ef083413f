package people_test

import (
	"slices"
	"testing"
	"time"

	"jianban/data"
	"jianban/data/registry"
)

// BenchmarkSave is a talk noted by who owns the registry, by a clerk and by a unit:
// what the policies cost.
func BenchmarkSave(b *testing.B) {
	o := newOffice(b)
	for _, name := range []string{"", "经办", "住建"} {
		b.Run(name, func(b *testing.B) {
			place := o.place
			if name != "" {
				place = o.address(name)
			}
			desk, err := registry.Open(b.Context(), place, options())
			if err != nil {
				b.Fatal(err)
			}
			defer desk.Close()
			talk := data.Consultation{ProposalID: o.item[housing], Phase: data.Phases[1], Date: day("2022-05-01"), Method: data.FaceToFace, Attended: []data.ID{o.deputy[housing]}}
			var took []time.Duration
			for b.Loop() {
				talk.Said += "好"
				begun := time.Now()
				if err := desk.Do(b.Context(), registry.Action{What: "沟通"}, func(tx *registry.Tx) error { return tx.SaveConsultation(&talk) }); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(begun))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds()), "µs-p50")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "µs-p99")
		})
	}
}
