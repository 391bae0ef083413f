package data_test

import (
	"testing"

	"jianban/data"
)

func TestSameName(t *testing.T) {
	for _, same := range [][]string{
		{"艾合买提·吐尔逊", "艾合买提•吐尔逊", "艾合买提・吐尔逊", "艾合买提･吐尔逊", "艾合买提‧吐尔逊", "艾合买提．吐尔逊", "艾合买提.吐尔逊", "艾合买提∙吐尔逊", "艾合买提⋅吐尔逊", "艾合买提 · 吐尔逊", "艾合买提吐尔逊"},
		{"李明", "李 明", "李　明", " 李\u00a0明", "李\u200b明"},
		{"方正", "⽅正"},
		{"马青山", "⻢⻘山", "马青\u5c71\ufe00"},
		{"陈䶮", "陈\ue863"},
		{"李春阳", "李春陽"},
		{"Zhang San", "ＺＨＡＮＧ　ＳＡＮ"},
	} {
		for _, name := range same {
			if !data.SameName(name, same[0]) {
				t.Errorf("%q is not %q", name, same[0])
			}
		}
	}
	for _, other := range [][2]string{{"李明", "李明明"}, {"", ""}, {"·", " "}, {"李佑", "李祐"}} {
		if data.SameName(other[0], other[1]) {
			t.Errorf("%q is %q", other[0], other[1])
		}
	}
	if data.IsGroup("艾合买提•科协") || !data.IsGroup("红塔区科协") {
		t.Error("a name with a dot is a person's")
	}
}

// A co-signer typed twice in two spellings is told; two people whom the
// registry has already may be spelt alike.
func TestProposerTwiceInTwoSpellings(t *testing.T) {
	for _, x := range []struct {
		ids   [2]data.ID
		twice bool
	}{{[2]data.ID{0, 0}, true}, {[2]data.ID{4, 0}, true}, {[2]data.ID{4, 5}, false}} {
		p := data.Proposal{BookID: 1, Number: "1", Kind: data.Suggestion, Role: data.Lead, Title: "修路", HandedOver: data.NewDate(2022, 3, 1),
			Proposers: []data.Proposer{{ID: x.ids[0], Name: "李明", Body: data.Congress}, {ID: x.ids[1], Name: "李　明", Body: data.Congress}}}
		if ps := p.Validate(); len(ps) > 0 != x.twice {
			t.Errorf("%v: %v", x.ids, ps)
		}
	}
}
