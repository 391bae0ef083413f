package cli

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"testing"

	"jianban/data"
	"jianban/paperwork"
)

// The command line's figures hold the promises of earlier years that were kept
// in the year, counted here by hand.
func TestTheCommandLineCountsPromisesOfEarlierYears(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "d")
	var said bytes.Buffer
	if code := run(t.Context(), []string{"demo", dir, "--size", "200", "--years", "3"}, &said, &said); code != 0 {
		t.Fatal(said.String())
	}
	path := filepath.Join(dir, "registry.db")
	desk, err := paperwork.Open(t.Context(), path, data.NewDate(2022, 12, 31))
	if err != nil {
		t.Fatal(err)
	}
	cases, err := desk.Registry.Cases(t.Context(), data.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	if err := desk.Close(); err != nil {
		t.Fatal(err)
	}
	want := 0
	for _, c := range cases {
		for _, p := range c.Commitments {
			if c.Year() < 2022 && p.Kept.Year() == 2022 {
				want++
			}
		}
	}
	said.Reset()
	if code := run(t.Context(), []string{"--registry", path, "stats", "--year", "2022", "--as-of", "2022-12-31", "--json"}, &said, &said); code != 0 {
		t.Fatal(said.String())
	}
	var st struct {
		Commitments data.CommitmentCount `json:"commitments"`
	}
	if err := json.Unmarshal(said.Bytes(), &st); err != nil {
		t.Fatal(err)
	}
	if want == 0 || st.Commitments.KeptEarlier != want {
		t.Errorf("%d promises of earlier years, want %d", st.Commitments.KeptEarlier, want)
	}
}
