package data_test

import (
	"errors"
	"testing"
	"time"
	"unicode/utf8"

	"jianban/assets"
	"jianban/data"
)

// patience is how long reading anything may take, on a slow machine too.
const patience = 10 * time.Second

// told checks that an error is a sentence for a person and that it took no time.
func told(t *testing.T, err error, start time.Time) {
	t.Helper()
	if took := time.Since(start); took > patience {
		t.Errorf("took %s", took)
	}
	var one data.Problem
	var all data.Problems
	if err != nil && !errors.As(err, &one) && !errors.As(err, &all) {
		t.Errorf("not for a person: %v", err)
	}
	if err != nil && !utf8.ValidString(err.Error()) {
		t.Errorf("cannot be shown: %q", err)
	}
}

// A pack that is read and valid can be written and read back to the same.
func FuzzParsePack(f *testing.F) {
	for _, name := range assets.PackNames() {
		f.Add(assets.Pack(name))
	}
	f.Add([]byte("a.b.c = {d = [[1, 2], '''\n''']} # x\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		start := time.Now()
		p, err := data.ParsePack(text)
		told(t, err, start)
		if err != nil || len(p.Validate()) > 0 {
			return
		}
		written, err := p.TOML()
		if err != nil {
			t.Fatal(err)
		}
		again, err := data.ParsePack(written)
		if err != nil {
			t.Fatalf("written as\n%s\n%v", written, err)
		}
		twice, err := again.TOML()
		if err != nil || string(twice) != string(written) {
			t.Errorf("%v: written\n%s\nthen\n%s", err, written, twice)
		}
	})
}

func FuzzCalendar(f *testing.F) {
	f.Add(assets.Holidays())
	f.Add([]byte("date,kind,name,source\n2027-01-01,off,元旦,\n2027-01-03,work,\"元,旦\",x\n"))
	f.Fuzz(func(t *testing.T, table []byte) {
		start := time.Now()
		c, err := data.ParseCalendar(table)
		told(t, err, start)
		for _, year := range []int{2022, 2027} {
			for _, h := range c.Days(year) {
				if h.Date.Year() != year {
					t.Errorf("%v in %d", h, year)
				}
			}
		}
	})
}
