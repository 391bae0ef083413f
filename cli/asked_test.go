package cli

import (
	"strings"
	"testing"
)

// The window takes no part in a console; what programs read is told apart.
func TestWhatIsAsked(t *testing.T) {
	for args, want := range map[string][2]bool{
		"":                                     {true, false},
		"--registry D:/登记库.db":                 {true, false},
		"--registry=D:/登记库.db":                 {true, false},
		"--registry":                           {false, false}, // wrong usage is told
		"--nothing":                            {false, false},
		"--help":                               {false, false},
		"-h":                                   {false, false},
		"nothing":                              {false, false},
		"stats --year 2022":                    {false, false},
		"stats --year 2022 --json":             {false, true},
		"--registry x.db search --json=true 路": {false, true},
		"search json":                          {false, false},
	} {
		window, json := Asked(strings.Fields(args))
		if [2]bool{window, json} != want {
			t.Errorf("%q: window %v, JSON %v", args, window, json)
		}
	}
}
