package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"time"

	"jianban/data"
	"jianban/data/registry"
	"jianban/paperwork"
)

func must(err error) {
	if err != nil {
		panic(err)
	}
}
func main() {
	ctx := context.Background()
	_ = paperwork.Kind{}
	r, err := registry.Open(ctx, os.Args[1], registry.Options{})
	must(err)
	defer r.Close()
	t := time.Now()
	lap := func(s string) {
		var ms runtime.MemStats
		runtime.ReadMemStats(&ms)
		fmt.Printf("%-20s %6.0f ms heap %d\n", s, float64(time.Since(t).Microseconds())/1000, ms.HeapAlloc>>20)
		t = time.Now()
	}
	year := 2022
	cs, err := r.Cases(ctx, data.Scope{Year: year})
	must(err)
	lap(fmt.Sprint("year ", len(cs)))
	cs, err = r.Cases(ctx, data.Scope{Year: year})
	must(err)
	lap("again")
	rules, err := r.RuleYears(ctx)
	must(err)
	if len(os.Args) > 2 {
		f, _ := os.Create(os.Args[2])
		pprof.StartCPUProfile(f)
		defer pprof.StopCPUProfile()
	}
	k, err := r.Cases(ctx, data.Scope{KeptIn: year})
	must(err)
	lap(fmt.Sprint("keptIn ", len(k)))
	all := append(append([]data.Case{}, cs...), k...)
	day := data.DefaultAsOf(year, data.DateOf(time.Now()))
	st := data.Statistics(all, year, day, rules)
	lap(fmt.Sprint("stats ", st.Total))
	u := data.Appraise(all, nil, year, day, rules)
	lap(fmt.Sprint("appraise ", len(u)))
	o := data.BeforeClosing(all, u, year, day, rules)
	lap(fmt.Sprint("beforeclosing ", len(o)))
	p := 0
	ps, err := r.Cases(ctx, data.Scope{Promised: true})
	must(err)
	lap(fmt.Sprint("promised ", len(ps)))
	count := data.NewCount(year-1, data.DefaultAsOf(year-1, day), rules)
	must(r.EachCase(ctx, data.Scope{Year: year - 1}, func(c data.Case) error { count.Add(c); p++; return nil }))
	lap(fmt.Sprint("year before ", p))
	must(r.EachCase(ctx, data.Scope{KeptIn: year - 1}, func(c data.Case) error { count.Add(c); p++; return nil }))
	lap(fmt.Sprint("kept in before ", p))
}
