package postgres

import "testing"

func TestSpeak(t *testing.T) {
	t.Parallel()
	for query, want := range map[string]string{
		"SELECT a FROM b WHERE c = ? AND d = ?":            "SELECT a FROM b WHERE c = $1 AND d = $2",
		"SELECT ?2 WHERE a = ?1 AND b = ?2 AND c = ?10":    "SELECT $2 WHERE a = $1 AND b = $2 AND c = $10",
		"SELECT 'why?', '''?' WHERE a = ?":                 "SELECT 'why?', '''?' WHERE a = $1",
		"x = ? AND a IN (SELECT value FROM json_each(?))":  "x = $1 AND a = ANY (translate($2, '[]', '{}')::bigint[])",
		"a IN (SELECT atom FROM json_each(?3))":            "a IN (SELECT json_array_elements_text($3::json))",
		"FROM a NOT INDEXED WHERE b":                       "FROM a WHERE b",
		"FROM a INDEXED BY a_b CROSS JOIN c ON c.id = a.c": "FROM a JOIN c ON c.id = a.c",
	} {
		for range 2 { // the second time from memory
			if got := speak(query); got != want {
				t.Errorf("%s: %s, want %s", query, got, want)
			}
		}
	}
}
