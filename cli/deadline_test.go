package cli

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"testing"
)

// Dates worked out by hand from the State Council's notices (holidays.csv) and
// the counting rules of domain.md.
func TestDeadlinesByHand(t *testing.T) {
	for _, c := range []struct {
		from, unit, n            string
		plain, deadline, advised string
		provisional              bool
	}{
		{"2022-03-09", "months", "3", "2022-06-09", "2022-06-09", "2022-06-08", false},
		{"2022-11-30", "months", "3", "2023-02-28", "2023-02-28", "2023-02-27", false}, // no 30 February
		{"2023-11-30", "months", "3", "2024-02-29", "2024-02-29", "2024-02-28", false}, // a leap year
		{"2024-02-29", "months", "12", "2025-02-28", "2025-02-28", "2025-02-27", false},
		{"2022-01-31", "months", "1", "2022-02-28", "2022-02-28", "2022-02-25", false},
		{"2021-11-01", "months", "3", "2022-02-01", "2022-02-07", "2022-01-30", false}, // 31 January to 6 February off; Sunday 30 January worked
		{"2022-07-01", "months", "3", "2022-10-01", "2022-10-08", "2022-09-30", false}, // 1 to 7 October off; Saturday the 8th worked
		{"2022-02-08", "months", "3", "2022-05-08", "2022-05-09", "2022-05-07", false}, // a Sunday; Saturday the 7th worked
		{"2023-03-23", "months", "1", "2023-04-23", "2023-04-23", "2023-04-21", false}, // a Sunday that is worked
		{"2022-04-29", "workdays", "5", "2022-05-10", "2022-05-10", "2022-05-09", false},
		{"2023-09-27", "workdays", "5", "2023-10-10", "2023-10-10", "2023-10-09", false}, // 28 Sept, then 7, 8, 9, 10 Oct
		{"2022-06-03", "workdays", "1", "2022-06-06", "2022-06-06", "2022-06-02", false}, // from a holiday
		{"2024-04-20", "days", "15", "2024-05-05", "2024-05-06", "2024-04-30", false},
		{"2022-12-20", "days", "12", "2023-01-01", "2023-01-03", "2022-12-30", false}, // 31 December to 2 January off
		{"2027-07-01", "months", "3", "2027-10-01", "2027-10-08", "2027-09-30", true}, // one source: 1 to 7 October off
		{"2029-07-01", "months", "3", "2029-10-01", "2029-10-04", "2029-09-28", true}, // no notice yet: the fixed days only; Monday the 1st
	} {
		var out bytes.Buffer
		if code := run(t.Context(), []string{"deadline", "--from", c.from, "--" + c.unit, c.n, "--json"}, &out, io.Discard); code != 0 {
			t.Fatalf("%v: exit %d", c, code)
		}
		var got map[string]any
		if err := json.Unmarshal(out.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		keys := []string{"advised", "deadline", "from", "n", "plain", "provisional", "steps", "unit"}
		if have := slices.Sorted(maps.Keys(got)); !slices.Equal(have, keys) {
			t.Errorf("keys %v", have)
		}
		if got["from"] != c.from || got["unit"] != c.unit || got["plain"] != c.plain || got["deadline"] != c.deadline || got["advised"] != c.advised || got["provisional"] != c.provisional {
			t.Errorf("%s + %s %s: %v", c.from, c.n, c.unit, got)
		}
		if steps, ok := got["steps"].([]any); !ok || len(steps) < 3 {
			t.Errorf("%s: steps %v", c.from, got["steps"])
		}
	}
}
