package office

import (
	"context"
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jianban/data"
	"jianban/gui/proposal"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

func TestFourBooksOfAYear(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		list := openFromSettings(t, r, "办理册")
		screentest.TapText(t, list.Content, "备好一年的四册")
		screentest.TypeInto(t, r, "年份", "2023")
		r.Keep("setup-four-books")
		form := r.Panels[len(r.Panels)-1]
		form.Save()
		onethread.Settle()
		if all := screentest.ShownIn(r); !strings.Contains(all, "地名") {
			t.Errorf("books without a place: %s", all)
		}
		texts := map[string][]string{"如 玉溪市": {"玉溪市", "玉溪市", "玉溪市红塔区", "玉溪市红塔区"}, "届": {"6", "6", "6", "6"}, "次": {"2", "2", "2", "2"}}
		screentest.Walk(form.Content, func(o fyne.CanvasObject) bool {
			if e, ok := o.(*ui.Entry); ok && len(texts[e.PlaceHolder]) > 0 {
				e.SetText(texts[e.PlaceHolder][0])
				texts[e.PlaceHolder] = texts[e.PlaceHolder][1:]
			}
			return true
		})
		form.Save()
		onethread.Settle()
		books, err := r.Memory.Books(context.Background())
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
		r.Keep("setup-books")
		r.NoFailure()
	}, story.Lead())
}

func TestBookTakesItsOwnRules(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		list := openFromSettings(t, r, "办理册")
		chooseRow(t, list, func(b data.Book) bool { return true })
		screentest.TapText(t, list.Content, "编辑")
		screentest.TypeInto(t, r, "答复期限", "5")
		screentest.TypeInto(t, r, "抄送", "选联工委、督查室")
		screentest.TapText(t, r.Panels[len(r.Panels)-1].Content, "加一类")
		screentest.EntryOf(t, r, "A").SetText("甲")
		screentest.EntryOf(t, r, "如 已解决或基本解决").SetText("解决")
		r.Keep("setup-book")
		r.Panels[len(r.Panels)-1].Save()
		onethread.Settle()
		b, ok := r.Memory.Saved()[0].(data.Book)
		if !ok || b.ReplyMonths != 5 || len(b.CopyTo) != 2 || len(b.Classes) != 1 || b.Classes[0].Letter != "甲" {
			t.Errorf("saved %+v", b)
		}
		r.NoFailure()
	}, story.Lead())
}

// A unit that is renamed keeps its old name for the papers of its time.
func TestUnitIsRenamed(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		list := openFromSettings(t, r, "承办单位")
		screentest.TapText(t, list.Content, "改名")
		if len(r.Failed) != 1 {
			t.Fatal("renaming nothing is not refused")
		}
		r.Failed = nil
		var before data.Unit
		chooseRow(t, list, func(u data.Unit) bool { before = u; return true })
		screentest.TapText(t, list.Content, "改名")
		form := r.Panels[len(r.Panels)-1]
		form.Save()
		onethread.Settle()
		if all := screentest.ShownIn(r); !strings.Contains(all, "没有填写") {
			t.Errorf("no name: %s", all)
		}
		screentest.TypeInto(t, r, "新简称", "区城建局")
		screentest.TypeInto(t, r, "旧名用到", "2022-06-10")
		r.Keep("setup-rename")
		form.Save()
		onethread.Settle()
		u, ok := r.Memory.Saved()[0].(data.Unit)
		if !ok || u.ID != before.ID || u.Name != "区城建局" {
			t.Fatalf("saved %+v", u)
		}
		if old, now := u.At(data.NewDate(2022, 6, 10)), u.At(data.NewDate(2022, 6, 11)); old.Name != before.Name || now.Name != "区城建局" {
			t.Errorf("then %s, later %s", old.Name, now.Name)
		}
		table := chooseRow(t, list, func(x data.Unit) bool { return x.ID == u.ID })
		table.Open()
		onethread.Settle()
		r.Keep("setup-unit")
		if all := screentest.ShownIn(r); !strings.Contains(all, "曾用名") {
			t.Errorf("the form shows %s", all)
		}
		r.NoFailure()
	}, story.Lead())
}

func TestLeaderChangesPost(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		list := openFromSettings(t, r, "牵头领导")
		screentest.TapText(t, list.Content, "新建")
		screentest.TypeInto(t, r, "领导姓名", "赵某")
		screentest.TypeInto(t, r, "职务", "副区长")
		r.Panels[len(r.Panels)-1].Save()
		onethread.Settle()
		chooseRow(t, list, func(l data.Leader) bool { return l.Name == "赵某" })
		screentest.TapText(t, list.Content, "改任")
		screentest.TypeInto(t, r, "新职务", "区长")
		r.Panels[len(r.Panels)-1].Save()
		onethread.Settle()
		all := r.Memory.Saved()
		l, ok := all[len(all)-1].(data.Leader)
		if !ok || l.Post != "区长" || l.At(r.Deps.Today()).Post != "副区长" || l.At(r.Deps.Today().AddDays(1)).Post != "区长" {
			t.Errorf("saved %+v", l)
		}
		r.NoFailure()
	})
}

func TestDeputyIsEdited(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		list := openFromSettings(t, r, "代表委员")
		test.Type(entryIn(t, list.Content, "查找"), "没有这个人")
		onethread.Settle()
		if all := strings.Join(screentest.Texts(list.Content), "\n"); !strings.Contains(all, "没有找到") {
			t.Error("the search shows everybody")
		}
		entryIn(t, list.Content, "查找").SetText("")
		onethread.Settle()
		table := chooseRow(t, list, func(data.Proposer) bool { return true })
		table.Open()
		onethread.Settle()
		screentest.TypeInto(t, r, "联系电话", "13800000000")
		r.Panels[len(r.Panels)-1].Save()
		onethread.Settle()
		if p, ok := r.Memory.Saved()[0].(data.Proposer); !ok || p.Phone != "13800000000" {
			t.Errorf("saved %+v", r.Memory.Saved()[0])
		}
		r.NoFailure()
	}, story.Lead())
}

// 概况 tells the reasons of every limit that waits.
func TestDetailTellsEveryLimit(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := proposal.NewCaseScreen(r.Deps, r, 17, screen.TabFacts)
		t.Cleanup(s.Close)
		r.Enter(s)
		all := strings.Join(screentest.Texts(s.Root()), "\n")
		for _, want := range []string{"办理期限", "退办期限", "协办意见", "第5个工作日为2022年3月16日", "自2022年3月9日起算1个月"} {
			if !strings.Contains(all, want) {
				t.Errorf("概况 lacks %q:\n%s", want, all)
			}
		}
		r.Keep("setup-limits")
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

// The lists of the settings find names as the search does, and leave with days and
// numbers as such.
func TestRecordsAreFoundByPinyinAndLeaveAsTheyAre(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		err := r.Deps.Store.Do(t.Context(), "登记", func(tx screen.Tx) error {
			return errors.Join(tx.SaveProposer(&data.Proposer{Name: "单晓梅", Body: data.Congress, Delegation: "春和代表团", Phone: "139-8765-4321"}),
				tx.SaveLeader(&data.Leader{Name: "曾志伟", Post: "副区长"}), tx.SaveUnit(&data.Unit{Name: "区水利局", FullName: "红塔区水利局", Contact: "仇红", Phone: "0877-2012345"}))
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			panel string
			finds map[string]int
		}{
			{"代表委员", map[string]int{"sxm": 1, "shan xiao mei": 1, "danxiaomei": 0, "chunhe": 1, "13987654321": 1, "单晓梅 春和": 1, "单 晓 梅": 1, "单晓梅 红塔": 0}},
			{"承办单位", map[string]int{"qslj": 1, "shuili": 1, "qiuhong": 1, "20123": 1, "单位:水利": 1}},
			{"牵头领导", map[string]int{"zengzhiwei": 1, "cengzhiwei": 0, "zzw": 1}},
			{"办理册", map[string]int{"市人大": 1, "区人大": 0, "六届一次": 1, "2022": 1}},
			{"办理规则", nil}, {"放假安排", nil},
		} {
			p := openFromSettings(t, r, c.panel)
			list := listIn(t, p)
			screentest.Plain(t, list())
			for typed, n := range c.finds {
				entryIn(t, p.Content, "查找").SetText(typed)
				onethread.Settle()
				if got := list().Rows; got != n {
					t.Errorf("%s: %s finds %d, not %d", c.panel, typed, got, n)
				}
				entryIn(t, p.Content, "查找").SetText("")
			}
			p.Cancel()
			onethread.Settle()
		}
		r.NoFailure()
	}, story.Lead())
}

// listIn is the table of a panel as it leaves the program.
func listIn(t *testing.T, p *ui.Panel) func() data.List {
	t.Helper()
	var table interface {
		List(name, title string) data.List
	}
	screentest.Walk(p.Content, func(o fyne.CanvasObject) bool {
		if w, ok := o.(interface {
			List(name, title string) data.List
		}); ok {
			table = w
		}
		return table == nil
	})
	if table == nil {
		t.Fatal("no table")
	}
	return func() data.List { return table.List(p.Title, p.Title) }
}
