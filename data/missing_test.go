package data_test

import (
	"slices"
	"testing"

	"jianban/data"
)

// whole is an office that has set up everything.
func whole() data.Setup {
	return data.Setup{
		Settings: data.Settings{Office: "红塔区人民政府办公室", Issuer: "玉溪市红塔区人民政府", ReplySeries: "红政函", OpinionSeries: "红政办函"},
		Books:    []data.Book{{ID: 1}}, Units: []data.Unit{{ID: 2}}, Leaders: []data.Leader{{ID: 3}},
		Backups: true, SecondBackup: true, Imports: true, Proposals: true,
	}
}

func TestMissingOfASetup(t *testing.T) {
	for _, c := range []struct {
		name string
		take func(*data.Setup)
		want []data.SetupStep
	}{
		{"all is there", func(*data.Setup) {}, nil},
		{"nothing is there", func(s *data.Setup) { *s = data.Setup{Backups: true, Imports: true} }, []data.SetupStep{
			data.SetupOffice, data.SetupIssuer, data.SetupReplies, data.SetupOpinions, data.SetupBooks, data.SetupUnits, data.SetupLeaders, data.SetupLedger, data.SetupBackup}},
		{"a letterhead of its own is not asked for", func(s *data.Setup) { s.Settings.Letterhead = "" }, nil},
		{"the only book is deleted", func(s *data.Setup) { s.Books[0].Deleted = true }, []data.SetupStep{data.SetupBooks}},
		{"the only unit is deleted", func(s *data.Setup) { s.Units[0].Deleted = true }, []data.SetupStep{data.SetupUnits}},
		{"the only leader is deleted", func(s *data.Setup) { s.Leaders[0].Deleted = true }, []data.SetupStep{data.SetupLeaders}},
		{"one of two books is left", func(s *data.Setup) { s.Books = append([]data.Book{{ID: 9, Deleted: true}}, s.Books...) }, nil},
		{"no second place", func(s *data.Setup) { s.SecondBackup = false }, []data.SetupStep{data.SetupBackup}},
		{"no second place where there are no backups", func(s *data.Setup) { s.SecondBackup, s.Backups = false, false }, nil},
		{"no proposals", func(s *data.Setup) { s.Proposals = false }, []data.SetupStep{data.SetupLedger}},
		{"no proposals where nothing can be imported", func(s *data.Setup) { s.Proposals, s.Imports = false, false }, nil},
		{"no series of opinions", func(s *data.Setup) { s.Settings.OpinionSeries = "" }, []data.SetupStep{data.SetupOpinions}},
	} {
		s := whole()
		c.take(&s)
		var got []data.SetupStep
		for _, m := range s.Missing() {
			got = append(got, m.Step)
			if m.What == "" || m.Why == "" {
				t.Errorf("%s: %s is not told: %+v", c.name, m.Step, m)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: missing %v, want %v", c.name, got, c.want)
		}
	}
}
