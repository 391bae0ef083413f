package gui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jianban/data"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

func TestFourBooksOfAYear(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		list := openFromSettings(t, r, "办理册")
		tapText(t, list.Content, "备好一年的四册")
		typeInto(t, r, "年份", "2023")
		r.keep("setup-four-books")
		form := r.panels[len(r.panels)-1]
		form.Save()
		settle()
		if all := shownIn(r); !strings.Contains(all, "地名") {
			t.Errorf("books without a place: %s", all)
		}
		texts := map[string][]string{"如 玉溪市": {"玉溪市", "玉溪市", "玉溪市红塔区", "玉溪市红塔区"}, "届": {"6", "6", "6", "6"}, "次": {"2", "2", "2", "2"}}
		walk(form.Content, func(o fyne.CanvasObject) bool {
			if e, ok := o.(*ui.Entry); ok && len(texts[e.PlaceHolder]) > 0 {
				e.SetText(texts[e.PlaceHolder][0])
				texts[e.PlaceHolder] = texts[e.PlaceHolder][1:]
			}
			return true
		})
		form.Save()
		settle()
		books, err := r.memory.Books(context.Background())
		if err != nil || len(books) != 5 {
			t.Fatalf("%v, %d books", err, len(books))
		}
		down, out := books[0], books[2] // the newest year comes first
		if down.Name() != "市六届人大二次会议" || down.Direction != data.HandedDown || down.HandedBy != "玉溪市人民政府办公室" || len(down.CopyTo) != len(story.Book().CopyTo) {
			t.Errorf("handed down %+v", down)
		}
		if out.Name() != "区六届人大二次会议" || out.Direction != data.HandedOut || out.Issuer != "" {
			t.Errorf("handed out %+v", out)
		}
		r.keep("setup-books")
		r.noFailure()
	}, story.Lead())
}

func TestBookTakesItsOwnRules(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		list := openFromSettings(t, r, "办理册")
		chooseRow(t, list, func(b data.Book) bool { return true })
		tapText(t, list.Content, "编辑")
		typeInto(t, r, "答复期限", "5")
		typeInto(t, r, "抄送", "选联工委、督查室")
		tapText(t, r.panels[len(r.panels)-1].Content, "加一类")
		entryOf(t, r, "A").SetText("甲")
		entryOf(t, r, "如 已解决或基本解决").SetText("解决")
		r.keep("setup-book")
		r.panels[len(r.panels)-1].Save()
		settle()
		b, ok := r.memory.Saved()[0].(data.Book)
		if !ok || b.ReplyMonths != 5 || len(b.CopyTo) != 2 || len(b.Classes) != 1 || b.Classes[0].Letter != "甲" {
			t.Errorf("saved %+v", b)
		}
		r.noFailure()
	}, story.Lead())
}

// A unit that is renamed keeps its old name for the papers of its time.
func TestUnitIsRenamed(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		list := openFromSettings(t, r, "承办单位")
		tapText(t, list.Content, "改名")
		if len(r.failed) != 1 {
			t.Fatal("renaming nothing is not refused")
		}
		r.failed = nil
		var before data.Unit
		chooseRow(t, list, func(u data.Unit) bool { before = u; return true })
		tapText(t, list.Content, "改名")
		form := r.panels[len(r.panels)-1]
		form.Save()
		settle()
		if all := shownIn(r); !strings.Contains(all, "没有填写") {
			t.Errorf("no name: %s", all)
		}
		typeInto(t, r, "新简称", "区城建局")
		typeInto(t, r, "旧名用到", "2022-06-10")
		r.keep("setup-rename")
		form.Save()
		settle()
		u, ok := r.memory.Saved()[0].(data.Unit)
		if !ok || u.ID != before.ID || u.Name != "区城建局" {
			t.Fatalf("saved %+v", u)
		}
		if old, now := u.At(data.NewDate(2022, 6, 10)), u.At(data.NewDate(2022, 6, 11)); old.Name != before.Name || now.Name != "区城建局" {
			t.Errorf("then %s, later %s", old.Name, now.Name)
		}
		table := chooseRow(t, list, func(x data.Unit) bool { return x.ID == u.ID })
		table.Open()
		settle()
		r.keep("setup-unit")
		if all := shownIn(r); !strings.Contains(all, "曾用名") {
			t.Errorf("the form shows %s", all)
		}
		r.noFailure()
	}, story.Lead())
}

func TestLeaderChangesPost(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		list := openFromSettings(t, r, "牵头领导")
		tapText(t, list.Content, "新建")
		typeInto(t, r, "领导姓名", "赵某")
		typeInto(t, r, "职务", "副区长")
		r.panels[len(r.panels)-1].Save()
		settle()
		chooseRow(t, list, func(l data.Leader) bool { return l.Name == "赵某" })
		tapText(t, list.Content, "改任")
		typeInto(t, r, "新职务", "区长")
		r.panels[len(r.panels)-1].Save()
		settle()
		all := r.memory.Saved()
		l, ok := all[len(all)-1].(data.Leader)
		if !ok || l.Post != "区长" || l.At(r.deps.Today()).Post != "副区长" || l.At(r.deps.Today().AddDays(1)).Post != "区长" {
			t.Errorf("saved %+v", l)
		}
		r.noFailure()
	})
}

func TestDeputyIsEdited(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		list := openFromSettings(t, r, "代表委员")
		test.Type(entryIn(t, list.Content, "查找"), "没有这个人")
		settle()
		if all := strings.Join(texts(list.Content), "\n"); !strings.Contains(all, "没有找到") {
			t.Error("the search shows everybody")
		}
		entryIn(t, list.Content, "查找").SetText("")
		settle()
		table := chooseRow(t, list, func(data.Proposer) bool { return true })
		table.Open()
		settle()
		typeInto(t, r, "联系电话", "13800000000")
		r.panels[len(r.panels)-1].Save()
		settle()
		if p, ok := r.memory.Saved()[0].(data.Proposer); !ok || p.Phone != "13800000000" {
			t.Errorf("saved %+v", r.memory.Saved()[0])
		}
		r.noFailure()
	}, story.Lead())
}

// 概况 tells the reasons of every limit that waits.
func TestDetailTellsEveryLimit(t *testing.T) {
	inRoom(t, func(t *testing.T, r *paperRoom) {
		s := NewCaseScreen(r.deps, r, 17, TabFacts)
		t.Cleanup(s.Close)
		r.open(s)
		all := strings.Join(texts(s.Root()), "\n")
		for _, want := range []string{"办理期限", "退办期限", "协办意见", "第5个工作日为2022年3月16日", "自2022年3月9日起算1个月"} {
			if !strings.Contains(all, want) {
				t.Errorf("概况 lacks %q:\n%s", want, all)
			}
		}
		r.keep("setup-limits")
	}, waitingCase())
}

// waitingCase is a proposal just handed to two units.
func waitingCase() data.Case {
	c := story.Draft()
	day := data.NewDate(2022, 3, 9)
	c.Assignments = []data.Assignment{
		{ID: 901, ProposalID: c.Proposal.ID, Unit: data.Unit{ID: 91, Name: "区住建局"}, Part: data.LeadUnit, Assigned: day},
		{ID: 902, ProposalID: c.Proposal.ID, Unit: data.Unit{ID: 92, Name: "区财政局"}, Part: data.CoUnit, Assigned: day, Accepted: day},
	}
	return c
}
