package assets

import "embed"

//go:embed demo/2022.toml
var demoYear []byte

//go:embed demo/phrases.toml
var demoPhrases []byte

//go:embed packs/*.toml
var packs embed.FS

// DemoYear is the demonstration year in TOML: the proposals of 2022 that the
// city handed down, with everything recorded about them. data/registry/demo
// reads it. The caller must not change the bytes.
func DemoYear() []byte { return demoYear }

// DemoPhrases are the words in TOML that generated proposals are put together
// from. The caller must not change the bytes.
func DemoPhrases() []byte { return demoPhrases }

// DemoPack is the rule pack of the demonstration's place.
const DemoPack = "hongta"

// PackNames are the rule packs that come with the program, the default first: it names
// no place, so that every office may begin with it.
func PackNames() []string {
	return []string{"three-steps", "four-steps", "four-steps-started", "jia-yi-bing", "cppcc-five-months",
		"calendar-days", "told-first", "by-body", "first-contact", "two-evaluations", "three-reviews", DemoPack}
}

// Pack is the rule pack of that name in TOML, such as three-steps, the default;
// nil where there is none. data.ParsePack reads it.
func Pack(name string) []byte {
	text, err := packs.ReadFile("packs/" + name + ".toml")
	if err != nil {
		return nil
	}
	return text
}
