package data

import (
	"fmt"
	"slices"
	"time"
)

// BackupManifest tells what a backup of the registry holds. It stands inside
// the backup's file (docs/backup.md). Of an encrypted backup only what needs
// no secret is told outside; the rest is inside, encrypted.
type BackupManifest struct {
	Format    int    `json:"format"`              // 1
	Encrypted bool   `json:"encrypted,omitempty"` // the body is an age file that holds a backup
	Size      int64  `json:"size"`                // of the body, bytes
	SHA256    string `json:"sha256"`              // of the body, hexadecimal

	Made    time.Time `json:"made"`
	Program string    `json:"program"` // version of the program
	Schema  int       `json:"schema"`  // structure of the registry
	// Origin is the hash of the registry's first action: backups with the same
	// one are of the same registry. "" where nothing was ever entered.
	Origin string `json:"origin,omitempty"`

	Office    string       `json:"office,omitempty"`
	Clerk     string       `json:"clerk,omitempty"`
	Proposals int          `json:"proposals,omitempty"` // in all years
	Years     []BackupYear `json:"years,omitempty"`
	Actions   int64        `json:"actions,omitempty"` // number of the journal's last action
	Chain     string       `json:"chain,omitempty"`   // hash of the journal's last action
	LastEntry string       `json:"lastEntry,omitempty"`

	// Recipient is the public key it is encrypted to, Key the private one as an
	// age file locked with the passphrase, in base 64.
	Recipient string `json:"recipient,omitempty"`
	Key       string `json:"key,omitempty"`
}

// BackupYear is what a backup holds of one year.
type BackupYear struct {
	Year  int    `json:"year"`
	Count int    `json:"count"` // proposals that are not deleted
	Last  string `json:"last"`  // when anything of them was entered last, RFC 3339
}

// BackupLoss tells what would be lost of one year if a backup took the place
// of the registry of today.
type BackupLoss struct {
	Year        int
	Then, Today int    // proposals
	LastThen    string // last entry in the backup, RFC 3339; "" for none
	LastToday   string
}

// Changed tells whether the year is not the same in both.
func (l BackupLoss) Changed() bool { return l.Then != l.Today || l.LastThen != l.LastToday }

// CompareBackup sets a backup beside the registry of today, the newest year first.
func CompareBackup(then, today BackupManifest) []BackupLoss {
	var out []BackupLoss
	at := func(year int) *BackupLoss {
		for i := range out {
			if out[i].Year == year {
				return &out[i]
			}
		}
		out = append(out, BackupLoss{Year: year})
		return &out[len(out)-1]
	}
	for _, y := range then.Years {
		l := at(y.Year)
		l.Then, l.LastThen = y.Count, y.Last
	}
	for _, y := range today.Years {
		l := at(y.Year)
		l.Today, l.LastToday = y.Count, y.Last
	}
	slices.SortFunc(out, func(a, b BackupLoss) int { return b.Year - a.Year })
	return out
}

// How many automatic backups are kept: the newest of each of the last days,
// weeks and months that have one, and the last of each year for ever.
const (
	keepDays   = 7
	keepWeeks  = 4
	keepMonths = 12
)

// KeepBackups tells which of the backups made at these times are kept, in the
// order of times. The newest of all is always kept. Of each year its last one
// stays for ever.
func KeepBackups(times []time.Time) []bool {
	keep := make([]bool, len(times))
	order := newestFirst(times)
	for _, rule := range []struct {
		most   int // -1 is no limit
		period func(time.Time) string
	}{
		{keepDays, func(t time.Time) string { return t.Format("2006-01-02") }},
		{keepWeeks, func(t time.Time) string { y, w := t.ISOWeek(); return fmt.Sprintf("%d-%d", y, w) }},
		{keepMonths, func(t time.Time) string { return t.Format("2006-01") }},
		{-1, yearOf},
	} {
		seen := map[string]bool{}
		for _, i := range order {
			p := rule.period(times[i])
			if seen[p] || rule.most >= 0 && len(seen) == rule.most {
				continue
			}
			seen[p], keep[i] = true, true
		}
	}
	return keep
}

func yearOf(t time.Time) string { return t.Format("2006") }

func newestFirst(times []time.Time) []int {
	order := make([]int, len(times))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return times[b].Compare(times[a]) })
	return order
}

// SpareBackups lists the backups that may go where the disk gets full, those
// to go first in front: oldest first, never the two newest nor the last of a year.
func SpareBackups(times []time.Time) []int {
	years := map[string]bool{}
	var out []int
	for n, i := range newestFirst(times) {
		last := !years[yearOf(times[i])]
		years[yearOf(times[i])] = true
		if n >= 2 && !last {
			out = append(out, i)
		}
	}
	slices.Reverse(out)
	return out
}

// BackupOverdue is after how long without a good backup the window warns.
const BackupOverdue = 7 * 24 * time.Hour

// BackupDue tells whether a backup is to be made by itself: the last one was
// made on an earlier day, or never. A clock that went back makes none due.
func BackupDue(last, now time.Time) bool {
	return last.IsZero() || last.Before(now) && DateOf(last.In(now.Location())) != DateOf(now)
}

// SizeWords is the size of a file as people say it: 3.4 MB.
func SizeWords(bytes int64) string {
	switch {
	case bytes >= 1<<30:
		return fmt.Sprintf("%.1f GB", float64(bytes)/(1<<30))
	case bytes >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20))
	case bytes >= 1<<10:
		return fmt.Sprintf("%d KB", (bytes+512)>>10)
	}
	return fmt.Sprintf("%d 字节", bytes)
}

// BackupMade is a backup that counted as good when it was made.
type BackupMade struct {
	Path   string    `json:"path"`
	Made   time.Time `json:"made"`
	Size   int64     `json:"size"`
	End    string    `json:"end,omitempty"`    // hash of the journal's last action in it
	Action ID        `json:"action,omitempty"` // number of that action
}

// BackupBy is a backup of a shared registry, as the registry itself knows of it.
type BackupBy struct {
	Made time.Time `json:"made"`
	By   string    `json:"by"`             // whom the journal names there
	Desk string    `json:"desk,omitempty"` // the computer; "" where it has no name
}

// Words tell who made it where, such as 王某在“OFFICE-2”上.
func (b BackupBy) Words() string {
	if b.Desk == "" {
		return b.By
	}
	return b.By + "在“" + b.Desk + "”上"
}

// BackupPlace is a folder of automatic backups.
type BackupPlace struct {
	Folder string
	Away   bool // not there now: a stick that is not plugged in
	Count  int
	Size   int64 // of all, bytes
	Last   BackupMade
}

// BackupState tells where the backups of a registry stand.
type BackupState struct {
	Last      BackupMade    // the newest good one that this desk made; zero where it never did
	Elsewhere BackupBy      // of a shared registry the newest one of another desk, where it is newer than Last
	Places    []BackupPlace // the usual one, then the second where it is set
	Encrypted bool
	Aside     string // the registry that the last restoring put aside; "" for none
}

// Overdue tells whether the window warns, and for how many days there was no
// backup, -1 where there never was one.
func (s BackupState) Overdue(now time.Time) (days int, warn bool) {
	last := s.Last.Made
	if s.Elsewhere.Made.After(last) {
		last = s.Elsewhere.Made
	}
	if last.IsZero() {
		return -1, true
	}
	return int(now.Sub(last) / (24 * time.Hour)), now.Sub(last) >= BackupOverdue
}
