package demo

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"

	"jianban/assets"
	"jianban/data"
)

// phrases is assets/demo/phrases.toml: what generated texts are put together
// from. {地点} in a text stands for a place, {甲} and {乙} for numbers, {和}
// for their sum.
type phrases struct {
	Surnames       string            `toml:"surnames"`
	Given          string            `toml:"given"` // pairs of characters
	Places         []string          `toml:"places"`
	Delegations    []string          `toml:"delegations"`
	Sectors        []string          `toml:"sectors"`
	Intros         []string          `toml:"intros"`
	Endings        []string          `toml:"endings"`
	Reasons        []string          `toml:"reasons"`
	Measures       []string          `toml:"measures"`
	Closings       []string          `toml:"closings"`
	Planned        string            `toml:"planned"`
	Limited        string            `toml:"limited"`
	GovernmentHead string            `toml:"government_head"`
	OfficeHead     string            `toml:"office_head"`
	ReturnReasons  []string          `toml:"return_reasons"`
	Withdrawn      string            `toml:"withdrawn"`
	PassedOn       string            `toml:"passed_on"`
	Extension      string            `toml:"extension"`
	PartlyOpen     string            `toml:"partly_open"`
	NotOpen        string            `toml:"not_open"`
	AgreedItems    []string          `toml:"agreed_items"`
	TalkedBy       []string          `toml:"talked_by"`
	TalkForms      []string          `toml:"talk_forms"`
	FollowedUp     string            `toml:"followed_up"`
	Remind         string            `toml:"remind"`
	Order          string            `toml:"order"`
	Answer         string            `toml:"answer"`
	Waiver         string            `toml:"waiver"`
	Scored         []string          `toml:"scored"`      // two additions, a deduction
	LeadBodies     map[string]string `toml:"lead_bodies"` // by unit
	Matters        []matter          `toml:"matters"`
	Summary        summary           `toml:"summary"` // of the last year, over all its books
}

// matter is what a proposal is about.
type matter struct {
	Title    string   `toml:"title"` // without its last word 建议 or 提案
	Rural    bool     `toml:"rural"` // only for streets and townships
	Topic    string   `toml:"topic"`
	Unit     string   `toml:"unit"`
	Problems []string `toml:"problems"`
	Asks     []ask    `toml:"asks"`
}

// ask is one request of a proposal and what a reply says to it.
type ask struct {
	Head    string `toml:"head"`
	Ask     string `toml:"ask"`
	Measure string `toml:"measure"`
}

func readPhrases() (phrases, error) {
	var p phrases
	meta, err := toml.Decode(string(assets.DemoPhrases()), &p)
	if err != nil {
		return phrases{}, fmt.Errorf("demo phrases: %w", err)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return phrases{}, fmt.Errorf("demo phrases: unknown entries %v", unknown)
	}
	return p, nil
}

// pick chooses one of a list.
func pick[T any](rng *rand.Rand, list []T) T { return list[rng.IntN(len(list))] }

// chance is true in that many of a hundred cases.
func chance(rng *rand.Rand, percent float64) bool { return rng.Float64()*100 < percent }

// between is a number from low to high, both included.
func between(rng *rand.Rand, low, high int) int { return low + rng.IntN(high-low+1) }

// fill puts the place and numbers into a text.
func fill(rng *rand.Rand, text, place string) string {
	a, b := between(rng, 2, 60), between(rng, 2, 40)
	return strings.NewReplacer("{地点}", place, "{甲}", strconv.Itoa(a), "{乙}", strconv.Itoa(b), "{和}", strconv.Itoa(a+b)).Replace(text)
}

// place chooses a place that suits the matter.
func (p phrases) place(rng *rand.Rand, m matter) string {
	for {
		place := pick(rng, p.Places)
		if !m.Rural || strings.HasSuffix(place, "街道") || strings.HasSuffix(place, "乡") {
			return place
		}
	}
}

// people is the size of the circle of generated proposers of one body: they
// come back from year to year.
const people = 240

// proposer is the n-th generated deputy or member; the same n is the same person.
func (p phrases) proposer(body data.Body, n int) data.Proposer {
	groups := p.Delegations
	if body == data.CPPCC {
		groups, n = p.Sectors, n+people
	}
	rng := rand.New(rand.NewPCG(seed, uint64(n)))
	surnames, given := []rune(p.Surnames), []rune(p.Given)
	i := 2 * rng.IntN(len(given)/2)
	name := string(pick(rng, surnames)) + string(given[i:i+2])
	if chance(rng, 25) {
		name = name[:len(name)-len(string(given[i+1]))]
	}
	return data.Proposer{Name: name, Body: body, Delegation: pick(rng, groups), Phone: fmt.Sprintf("0877-000%04d", 1000+n)}
}

// proposers chooses a lead proposer and up to three co-signers.
func (p phrases) proposers(rng *rand.Rand, body data.Body) []data.Proposer {
	count := 1
	if chance(rng, 40) {
		count = between(rng, 2, 4)
	}
	var chosen []data.Proposer
	known := map[string]bool{}
	for len(chosen) < count {
		q := p.proposer(body, rng.IntN(people))
		if key := q.Name + q.Delegation; !known[key] {
			known[key] = true
			chosen = append(chosen, q)
		}
	}
	return chosen
}

var heads = [...]string{"一、", "二、", "三、"}

// proposalText is a proposal in its proposers' words, 300 to 450 characters.
func (p phrases) proposalText(rng *rand.Rand, m matter, place string) string {
	lines := []string{fill(rng, pick(rng, p.Intros), place), fill(rng, strings.Join(m.Problems, ""), place) + "为此建议："}
	for i, a := range m.Asks {
		lines = append(lines, heads[i]+a.Head+"。"+a.Ask+p.Reasons[(i+rng.IntN(2))%len(p.Reasons)])
	}
	return strings.Join(append(lines, pick(rng, p.Endings)), "\n")
}

// replyBody takes up each request, 350 to 600 characters.
func (p phrases) replyBody(rng *rand.Rand, m matter, place, class string) string {
	var lines []string
	start := rng.IntN(len(p.Measures))
	for i, a := range m.Asks {
		lines = append(lines, heads[i]+a.Head, fill(rng, a.Measure, place), fill(rng, p.Measures[(start+i)%len(p.Measures)], place))
	}
	switch class {
	case "B":
		lines = append(lines, p.Planned)
	case "C":
		lines = append(lines, p.Limited)
	}
	return strings.Join(append(lines, pick(rng, p.Closings)), "\n")
}

// opinionBody is an opinion for the lead body, 150 to 350 characters.
func (p phrases) opinionBody(rng *rand.Rand, m matter, place string) string {
	lines := []string{"一、基本情况", fill(rng, m.Problems[0]+m.Asks[0].Measure, place), "二、协办意见"}
	for i, a := range m.Asks[1:] {
		lines = append(lines, []string{"（一）", "（二）"}[i]+a.Head+"。建议由市级统一部署，"+a.Ask+"我区将积极配合，落实辖区内的工作任务。")
	}
	return strings.Join(lines, "\n")
}
