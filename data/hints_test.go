package data_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"jianban/assets"
	"jianban/data"
)

// handTitle is a title of testdata/titles.txt with where it should go.
type handTitle struct{ unit, topic, title string }

func handTitles(t *testing.T, part string) (all []handTitle) {
	t.Helper()
	for _, line := range partLines(t, "titles.txt", part) {
		if f := strings.Split(line, "\t"); len(f) == 3 {
			all = append(all, handTitle{f[0], f[1], f[2]})
		}
	}
	return all
}

// officeUnits are those that the titles go to and those of the generator.
func officeUnits(t *testing.T) (units []data.Unit, of map[string]data.ID) {
	t.Helper()
	of = map[string]data.ID{}
	add := func(name string) {
		if of[name] == 0 {
			of[name] = data.ID(len(units) + 1)
			units = append(units, data.Unit{ID: of[name], Name: name})
		}
	}
	for _, part := range []string{"tuned", "public", "unseen", "held"} {
		for _, x := range handTitles(t, part) {
			add(x.unit)
		}
	}
	for _, m := range generatorMatters(t) {
		add(m.Unit)
	}
	for _, name := range []string{"区残联", "区民族宗教事务局", "区投资促进局", "区统计局", "区审计局", "区妇联", "区税务局", "区科教创新城管委会", "小石桥乡", "大营街街道", "玉兴街道"} {
		add(name)
	}
	return units, of
}

type generatorMatter struct {
	Title string `toml:"title"`
	Topic string `toml:"topic"`
	Unit  string `toml:"unit"`
}

// generatorMatters are what the demonstration's generated proposals are about.
func generatorMatters(t *testing.T) []generatorMatter {
	t.Helper()
	var p struct {
		Matters []generatorMatter `toml:"matters"`
	}
	if _, err := toml.Decode(string(assets.DemoPhrases()), &p); err != nil {
		t.Fatal(err)
	}
	return p.Matters
}

// generatedPast are earlier proposals as the generator makes them.
func generatedPast(t *testing.T, of map[string]data.ID) (past []data.PastProposal) {
	t.Helper()
	for _, place := range []string{"北城街道", "研和街道", "小石桥乡", "大营街", "李棋街道", "春和街道", "高仓街道"} {
		for _, m := range generatorMatters(t) {
			past = append(past, data.PastProposal{Title: strings.ReplaceAll(m.Title, "{地点}", place) + "建议", Topic: m.Topic, Unit: of[m.Unit]})
		}
	}
	return past
}

// Of titles written by hand, in how many the right unit is among the first three,
// and the right topic: with a registry that has no earlier proposals, with one of
// generated ones, and with one that has the other titles as earlier proposals. The part
// that was not looked at while the words were chosen counts by itself.
func TestUnitsProposedForTitles(t *testing.T) {
	units, of := officeUnits(t)
	topics := readyPacks(t)[0].Topics
	generated := generatedPast(t, of)
	for _, x := range []struct {
		part         string
		total, least int // of the units
		topic        int
	}{{"tuned", 140, 137, 130}, {"public", 35, 34, 34}, {"unseen", 19, 17, 18}, {"held", 40, 38, 36}} {
		titles := handTitles(t, x.part)
		if len(titles) != x.total {
			t.Fatalf("%s has %d titles", x.part, len(titles))
		}
		for name, past := range map[string][]data.PastProposal{"no past": nil, "generated past": generated} {
			h := data.NewHints(topics, past, units)
			found, first, topic := 0, 0, 0
			for _, title := range titles {
				hints := h.Units(title.title, "", "")
				at := slices.IndexFunc(hints, func(u data.UnitHint) bool { return u.Unit.Name == title.unit })
				if at >= 0 {
					found++
				} else {
					t.Logf("%s, %s: %s, not %v", x.part, name, title.title, hintNames(hints))
				}
				if at == 0 {
					first++
				}
				if slices.Contains(h.Topics(title.title, ""), title.topic) {
					topic++
				} else {
					t.Logf("%s, %s: %s is of %s, not of %v", x.part, name, title.title, title.topic, h.Topics(title.title, ""))
				}
			}
			t.Logf("%s, %s: the right unit among three %d, first %d, the right topic among three %d, of %d", x.part, name, found, first, topic, x.total)
			if found < x.least || topic < x.topic {
				t.Errorf("%s, %s: units %d, topics %d of %d", x.part, name, found, topic, x.total)
			}
		}
	}
}

func hintNames(hints []data.UnitHint) (names []string) {
	for _, h := range hints {
		names = append(names, h.Unit.Name)
	}
	return names
}

// The titles share no run of four characters with what the generator says.
func TestHandTitlesAreNotTheGenerators(t *testing.T) {
	said := string(assets.DemoPhrases())
	for _, part := range []string{"tuned", "held"} {
		for _, x := range handTitles(t, part) {
			core := []rune(strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(x.title, "关于"), "的建议"), "的提案"))
			for i := 0; i+4 <= len(core); i++ {
				if run := string(core[i : i+4]); strings.Contains(said, run) {
					t.Errorf("%s has %s of the generator", x.title, run)
				}
			}
		}
	}
}

// What a place did before goes before what the pack says: where property management
// went to 区房管所 it is proposed first, and the reason tells so.
func TestThePastGoesBeforeThePack(t *testing.T) {
	units := []data.Unit{{ID: 1, Name: "区住建局"}, {ID: 2, Name: "区房管所"}, {ID: 3, Name: "区水利局"}}
	topics := []data.Topic{{Name: "城建", Words: []string{"物业"}, Units: []string{"住建"}}, {Name: "农林水", Words: []string{"水库"}, Units: []string{"水利"}}}
	title := "关于规范物业收费的建议"
	if got := data.NewHints(topics, nil, units).Units(title, "", ""); len(got) != 1 || got[0].Unit.ID != 1 || got[0].Why != "" {
		t.Errorf("without a past: %+v", got)
	}
	var past []data.PastProposal
	for _, where := range []string{"东门", "西门", "南门", "北门", "中门", "后门", "前门", "侧门"} {
		past = append(past, data.PastProposal{Title: "关于加强" + where + "物业管理的建议", Topic: "城建", Unit: 2})
	}
	past = append(past, data.PastProposal{Title: "关于物业的建议", Unit: 99}) // of a unit that is gone
	got := data.NewHints(topics, past, units).Units(title, "", "")
	if len(got) != 2 || got[0].Unit.ID != 2 || got[1].Unit.ID != 1 || got[0].Why != "以前这类8件中8件交给它" {
		t.Errorf("with a past: %+v", got)
	}
	if got := data.NewHints(topics, past, units).Topics(title, ""); len(got) != 1 || got[0] != "城建" {
		t.Errorf("topics %v", got)
	}
	if got := data.NewHints(topics, past, units).Units("关于其他事的建议", "", ""); len(got) != 0 {
		t.Errorf("nothing is known of it: %+v", got)
	}
	if got := data.NewHints(nil, nil, nil).Units(title, "", ""); got != nil {
		t.Errorf("without anything: %+v", got)
	}
}
