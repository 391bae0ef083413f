package proposal

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// An attachment's name came from outside; opened, its copy stays in the folder
// for copies.
func TestAnAttachmentIsOpenedInItsFolder(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		temp := t.TempDir()
		r.Deps.TempDir = func() (string, error) { return temp, nil }
		photo := data.Attachment{ProposalID: 12, Name: "照片.jpg", Added: data.DateOf(story.Today)}
		if err := r.Deps.Store.Do(t.Context(), "放入附件", func(tx screen.Tx) error { return tx.AddAttachment(&photo, strings.NewReader("照片")) }); err != nil {
			t.Fatal(err)
		}
		s := openCase(t, r, 12, screen.TabFiles)
		s.openFile(data.Attachment{ID: photo.ID, Name: "../../照片.jpg"})
		onethread.Settle()
		all, err := os.ReadDir(temp)
		if err != nil || len(all) != 1 || !strings.HasPrefix(all[0].Name(), fmt.Sprintf("%d-", photo.ID)) || !strings.HasSuffix(all[0].Name(), "照片.jpg") {
			t.Errorf("the folder for copies holds %v, %v; opened %v", all, err, r.Opened)
		}
		r.NoFailure()
	}, story.Lead())
}
