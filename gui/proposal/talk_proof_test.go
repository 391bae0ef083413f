package proposal

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// Items agreed are entered row by row; a row without a matter is refused, an
// emptied one is taken out.
func TestAgreedItemsOfATalk(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openCase(t, r, 12, screen.TabTalks)
		screentest.TapText(t, s.Root(), "记沟通")
		p := r.Panels[0]
		screentest.EntryOf(t, r, "如 2022年6月30日").SetText("6月10日")
		choose(t, r, "座谈")
		screentest.TapText(t, p.Content, "加一项")
		screentest.EntryOf(t, r, "谁办").SetText("区住建局")
		screentest.EntryOf(t, r, "哪天前").SetText("9月底")
		p.Save()
		onethread.Settle()
		if all := screentest.ShownIn(r); !strings.Contains(all, "事项清单") || !strings.Contains(all, "9月底") {
			t.Errorf("an odd day shows %s", all)
		}
		screentest.EntryOf(t, r, "哪天前").SetText("9月30日")
		p.Save()
		onethread.Settle()
		if all := screentest.ShownIn(r); !strings.Contains(all, "没有写办什么") {
			t.Errorf("no matter shows %s", all)
		}
		screentest.EntryOf(t, r, "办什么").SetText("移栽行道树")
		r.Keep("talk-items")
		p.Save()
		onethread.Settle()
		c, err := r.Memory.Case(t.Context(), 12)
		if err != nil {
			t.Fatal(err)
		}
		last := c.Consultations[len(c.Consultations)-1]
		if len(last.Items) != 1 || last.Items[0].What != "移栽行道树" || last.Items[0].By != data.NewDate(2022, 9, 30) {
			t.Errorf("kept %+v", last.Items)
		}
		r.NoFailure()
	}, story.Lead())
}

// Files dropped on a proposal's talks become proofs of one of them, and the
// phase no longer lacks its proof.
func TestDroppedFilesAreProofs(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		photo := filepath.Join(t.TempDir(), "照片.jpg")
		if err := os.WriteFile(photo, []byte("jpg"), 0o600); err != nil {
			t.Fatal(err)
		}
		s := openCase(t, r, 12, screen.TabTalks)
		if all := strings.Join(screentest.Texts(s.Root()), "\n"); !strings.Contains(all, "缺凭证") {
			t.Errorf("shows %s", all)
		}
		s.Drop([]string{photo})
		onethread.Settle()
		r.Panels[len(r.Panels)-1].Save()
		onethread.Settle()
		c, err := r.Memory.Case(t.Context(), 12)
		if err != nil {
			t.Fatal(err)
		}
		last := c.Consultations[len(c.Consultations)-1]
		if len(c.Attachments) != 1 || c.Attachments[0].ConsultationID != last.ID || !c.HasProof(last) {
			t.Errorf("kept %+v", c.Attachments)
		}
		r.NoFailure()
	}, story.Lead())
}
