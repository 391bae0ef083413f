package registry_test

import (
	"strings"
	"testing"
	"time"
)

// A clock that went back is told at opening, and keeps nobody from working.
func TestAClockThatWentBackIsTold(t *testing.T) {
	t.Parallel()
	path := copyOfTemplate(t) // its last action was at noon
	for back, told := range map[time.Duration]bool{0: false, 4 * time.Minute: false, 6 * time.Minute: true, 24 * 365 * time.Hour: true} {
		o := options()
		o.Now = func() time.Time { return noon.Add(-back) }
		r := openAt(t, path, o)
		all := strings.Join(r.Notices(), "")
		if told != strings.Contains(all, "2022年7月1日 12:00") || told != strings.Contains(all, noon.Add(-back).Format("2006年1月2日 15:04")) {
			t.Errorf("%v back: told %q", back, all)
		}
		if why, readOnly := r.ReadOnly(); readOnly {
			t.Errorf("%v back: %s", back, why)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
