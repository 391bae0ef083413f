package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jianban/data"
	decide "jianban/data/intake"
	"jianban/data/registry/moving"
	"jianban/export/sheet"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// imports are those of a program whose registry is a story's.
type imports struct {
	memory   *story.Memory
	habits   decide.Habits
	folder   *decide.Papers     // what is read instead of a file; nil mostly
	attached []string           // of the folder
	ending   context.CancelFunc // ends the next entering under way; nil mostly
}

func (i *imports) Read(ctx context.Context, path string, tell func(done, total int)) (*decide.File, error) {
	if i.folder != nil {
		tell(len(i.folder.Files), len(i.folder.Files))
		return &decide.File{Name: i.folder.Name, Papers: i.folder}, nil
	}
	return sheet.Read(ctx, path)
}

func (i *imports) Preview(ctx context.Context, f *decide.File, o decide.Options, tell func(done, total int)) (decide.Preview, error) {
	known, err := moving.Known(ctx, i.memory)
	if err != nil {
		return decide.Preview{}, err
	}
	if f.Papers != nil {
		return decide.LookPapers(ctx, f.Papers, o, known, tell)
	}
	return decide.Look(ctx, f.Copy(), o, known, tell)
}

func (i *imports) Enter(ctx context.Context, f *decide.File, o decide.Options, tell func(done, total int)) (plan *decide.Plan, err error) {
	known, err := moving.Known(ctx, i.memory)
	if err != nil {
		return nil, err
	}
	if i.ending != nil {
		ctx, i.ending = context.WithCancel(ctx)
		i.ending()
	}
	err = i.memory.Do(ctx, "导入", func(tx *story.Tx) error {
		if f.Papers != nil {
			if plan, err = decide.DecidePapers(ctx, f.Papers, o, known, folderInto{moving.Into(tx), i}, tell); err != nil {
				return err
			}
			return plan.Errors.Err()
		}
		if plan, err = decide.Decide(ctx, f.Copy(), o, known, moving.Into(tx), tell); err != nil {
			return err
		}
		return plan.Errors.Err()
	})
	if plan != nil && len(plan.Errors) > 0 {
		return plan, nil
	}
	return plan, err
}

func (i *imports) Habits() decide.Habits { return i.habits }

func (i *imports) SetHabits(h decide.Habits) error {
	i.habits = h
	return nil
}

// opened is the screen of a file of these lines over some cases.
func opened(t *testing.T, r *screentest.Room, name string, subject decide.Subject, lines ...string) (*ImportScreen, *imports) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	i, ok := r.Deps.Imports.(*imports)
	if !ok {
		i = &imports{memory: r.Memory}
		r.Deps.Imports = i
	}
	s := NewImportScreen(r.Deps, r, subject, path)
	t.Cleanup(s.Close)
	r.Win.SetContent(s.Root())
	screentest.CheckChinese(t, "the import before the file is read", s.asked)
	r.Enter(s)
	return s, i
}

// shownRows are the rows of the table, in words.
func shownRows(s *ImportScreen) (all []string) {
	for _, r := range s.table.Rows() {
		all = append(all, strings.TrimSpace(fmt.Sprintf("%d %s %s %s %s", r.at, tabNames[r.kind], r.name, r.title, r.said)))
	}
	return all
}

func (s *ImportScreen) wordsOfTabs() string {
	var all []string
	for i := range tabNames {
		all = append(all, s.tabs.Word(i))
	}
	return strings.Join(all, " ")
}

var ledger = []string{
	"玉溪市第六届人民代表大会第一次会议代表建议台账", "编号,标题,领衔代表,代表团,主办单位,交办时间,答复时间,办理结果类别",
	"12,关于改造老街排水管网的建议,李某,红塔代表团,区工信局,2022-03-09,2022-06-08,B",
	"88,关于修建步行桥的建议,孙七,北城代表团,区交通局,2022-03-10,,",
	"小计,2件,,,,,,",
}

// A ledger is shown row by row before anything is written: new, changed field by
// field, passed over. Then all of it is imported in one step that is taken back
// in one; the same file again changes nothing.
func TestImportOfALedger(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s, _ := opened(t, r, "台账", decide.Proposals, ledger...)
		if got := s.wordsOfTabs(); got != "全部 2 新增 1 更改 1 不变 不能导入 可能是同一个 略过的行 1 各列 8 说明 1" {
			t.Errorf("tabs say %s", got)
		}
		s.tabs.Choose(int(tabUpdated))
		if got := shownRows(s); len(got) != 1 || !strings.HasPrefix(got[0], "3 更改 第12号 关于改造老街排水管网的建议 标题：") || !strings.Contains(got[0], "类别：A → B") {
			t.Errorf("changed: %s", got)
		}
		s.table.Choose(0)
		onethread.Settle()
		if all := strings.Join(screentest.Texts(s.side), "\n"); !strings.Contains(all, "→ B") || !strings.Contains(all, "表里写的") || !strings.Contains(all, "2022-06-08") {
			t.Errorf("beside it: %s", all)
		}
		r.Keep("import-changed")
		screentest.CheckChinese(t, "the import", s.Root())
		if n := len(r.Memory.Saved()); n != 0 || s.act.Text != "导入 2 件" {
			t.Fatalf("%d written before, the button says %s", n, s.act.Text)
		}
		test.Tap(s.act)
		onethread.Settle()
		c := caseOf(t, r, "88")
		if c.Proposal.Title != "关于修建步行桥的建议" || c.Proposal.LeadProposer().Name != "孙七" {
			t.Errorf("entered %+v", c.Proposal)
		}
		if len(r.Lists) != 1 || len(r.Lists[0]) != 2 || !strings.Contains(r.Said[len(r.Said)-1], "已导入：新增 1，更改 1，不变 0") {
			t.Errorf("shows %v, says %v", r.Lists, r.Said)
		}
		s.Refresh()
		onethread.Settle()
		if s.state.Word != "没有变化" || !s.act.Disabled() {
			t.Errorf("again says %s", s.state.Word)
		}
		r.Keep("import-unchanged")
		if _, err := r.Memory.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
		if cases, err := r.Memory.Cases(t.Context(), data.Scope{}); err != nil || len(cases) != 1 || cases[0].Replies[0].Class != "A" {
			t.Errorf("after one undo %d, %v", len(cases), err)
		}
		s.Refresh()
		onethread.Settle()
		if s.act.Text != "导入 2 件" || s.act.Disabled() {
			t.Errorf("after the undo the button says %s", s.act.Text)
		}
		r.NoFailure()
	}, story.Lead())
}

// caseOf is the case of a number.
func caseOf(t *testing.T, r *screentest.Room, number string) data.Case {
	t.Helper()
	cases, err := r.Memory.Cases(t.Context(), data.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(cases, func(c data.Case) bool { return c.Proposal.Number == number })
	if i < 0 {
		t.Fatalf("no %s", number)
	}
	return cases[i]
}

// A row that cannot be taken names row, column and why; nothing can be imported,
// not by the keyboard either, and nothing is written.
func TestImportOfARowThatIsRefused(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s, _ := opened(t, r, "台账.csv", decide.Proposals, append(slices.Clone(ledger), "89,关于三十日的建议,孙七,北城代表团,区交通局,2022-02-30,,", "90,,孙七,北城代表团,区交通局,2022-03-10,,")...)
		got := shownRows(s)
		if tab(s.tabs.Chosen()) != tabRefused || len(got) != 2 || !strings.HasPrefix(got[0], "6 不能导入 第89号") || !strings.Contains(got[0], "交办时间") || !strings.Contains(got[1], "没有填写标题") {
			t.Errorf("refused: %s", got)
		}
		s.table.Choose(0)
		r.Keep("import-refused")
		r.Win.Resize(fyne.NewSize(900, 560))
		r.Keep("import-narrow")
		s.Save()
		if !s.act.Disabled() || len(r.Memory.Saved()) > 0 || r.Changes > 0 {
			t.Error("imported all the same")
		}
		r.NoFailure()
	}, story.Lead())
}

// A file that cannot be imported says so in the screen's place, in a sentence; so
// does one whose columns must be chosen first.
func TestImportOfOtherFiles(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s, _ := opened(t, r, "旧.xls", decide.Proposals, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
		if all := strings.Join(screentest.Texts(s.Root()), "\n"); !strings.Contains(all, "另存为 .xlsx") || !s.act.Disabled() {
			t.Errorf("an old workbook: %s", all)
		}
		r.Keep("import-old-format")
		s, _ = opened(t, r, "名单.csv", decide.Proposals, "张三,李四", "王五,赵六")
		if all := strings.Join(screentest.Texts(s.Root()), "\n"); !strings.Contains(all, "没有找到可以导入的表") {
			t.Errorf("no table: %s", all)
		}
		s.Drop([]string{filepath.Join(t.TempDir(), "没有.csv")})
		onethread.Settle()
		if all := strings.Join(screentest.Texts(s.Root()), "\n"); !strings.Contains(all, "找不到") {
			t.Errorf("no file: %s", all)
		}
		r.NoFailure()
	}, story.Lead())
}

// A column that the program does not know is chosen once; the next file of the
// same headings is read by the choice, which is kept when the file is imported.
func TestImportRemembersColumns(t *testing.T) {
	lines := []string{"件名头,事由头,领衔代表,代表团,交办时间,主办单位", "91,关于路灯的建议,孙七,北城代表团,2022-03-10,区交通局"}
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s, kept := opened(t, r, "怪表.csv", decide.Proposals, lines...)
		if tab(s.tabs.Chosen()) != tabColumns || s.model.Is.Plan != nil || !strings.Contains(s.said.Text, "编号") {
			t.Fatalf("begins with %s: %s", tabNames[s.tabs.Chosen()], s.said.Text)
		}
		r.Keep("import-columns")
		s.columns.all[0].Choose(decide.Number)
		onethread.Settle()
		if r.Win.Canvas().Focused() != fyne.Focusable(s.columns.all[0]) {
			t.Error("the keyboard is lost")
		}
		s.columns.all[1].Choose(decide.Title)
		onethread.Settle()
		r.Keep("import-columns-chosen")
		left := 0
		r.Yes = false
		s.Leave(func() { left++ })
		if r.Yes = true; left != 0 {
			t.Error("left with choices, unasked")
		}
		if s.act.Text != "导入 1 件" || len(kept.habits.Headings) > 0 {
			t.Fatalf("after choosing %s: %s; kept %v", s.act.Text, s.said.Text, kept.habits)
		}
		test.Tap(s.act)
		onethread.Settle()
		if c := caseOf(t, r, "91"); c.Proposal.Title != "关于路灯的建议" {
			t.Errorf("entered %+v", c.Proposal)
		}
		if s.Leave(func() { left++ }); left != 1 {
			t.Error("asked after it was imported")
		}
		lines[1] = strings.Replace(lines[1], "91", "92", 1)
		s, _ = opened(t, r, "又一张.csv", decide.Proposals, lines...)
		if s.act.Text != "导入 1 件" || !s.model.Is.Tables[0].Columns[0].Chosen {
			t.Errorf("the next file: %s %s", s.act.Text, s.said.Text)
		}
		s.columns.all[0].Choose(decide.Unknown)
		onethread.Settle()
		if _, kept := s.habits.Headings[decide.Proposals][s.model.Is.Tables[0].Columns[0].Key()]; kept || s.model.Is.Plan != nil {
			t.Error("a choice that was taken back still counts")
		}
		r.NoFailure()
	}, story.Lead())
}

// Choices are kept also where the file brings nothing new.
func TestImportKeepsChoicesWithoutChanges(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		lines := []string{"届次,编号,标题,杂项", "市六届人大一次会议,12,,x"}
		s, kept := opened(t, r, "台账.csv", decide.Proposals, lines...)
		if s.state.Word != "没有变化" || !s.act.Disabled() {
			t.Fatalf("says %s %s", s.state.Word, s.said.Text)
		}
		s.columns.all[3].Choose(decide.Unused)
		onethread.Settle()
		if s.act.Text != "记住选择" || s.act.Disabled() {
			t.Fatalf("the button says %s", s.act.Text)
		}
		test.Tap(s.act)
		onethread.Settle()
		if kept.habits.Headings[decide.Proposals]["杂项"] != decide.Unused || len(r.Memory.Saved()) > 0 || !s.act.Disabled() {
			t.Errorf("kept %v, %d written", kept.habits, len(r.Memory.Saved()))
		}
		r.NoFailure()
	}, story.Lead())
}

// yearShower is a window that shows a year.
type yearShower struct {
	*screentest.Room
	shown int
}

func (y *yearShower) ShowYear(year int) { y.shown = year }

// After an import of another year the window shows that year; one of which
// something is of the year that is shown stays there.
func TestImportShowsItsYear(t *testing.T) {
	for want, row := range map[int]string{2023: "市六届人大二次会议,88,关于路灯的建议,孙七,2023-03-10", 0: "市六届人大一次会议,88,关于路灯的建议,孙七,2022-03-10"} {
		screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
			r.ShownYear = 2022
			path := filepath.Join(t.TempDir(), "台账.csv")
			if err := os.WriteFile(path, []byte("届次,编号,标题,领衔代表,交办时间\n"+row), 0o600); err != nil {
				t.Fatal(err)
			}
			r.Deps.Imports = &imports{memory: r.Memory}
			window := &yearShower{Room: r}
			s := NewImportScreen(r.Deps, window, decide.Proposals, path)
			t.Cleanup(s.Close)
			r.Win.SetContent(s.Root())
			r.Enter(s)
			test.Tap(s.act)
			onethread.Settle()
			if window.shown != want || len(r.Lists) != 1 {
				t.Errorf("shows %d, want %d", window.shown, want)
			}
			r.NoFailure()
		}, story.Lead())
	}
}

// Whom a name means is asked where the registry has namesakes.
func TestImportAsksWhoIsMeant(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		for _, home := range []string{"北城代表团", "春和代表团"} {
			if err := r.Memory.Do(t.Context(), "", func(tx *story.Tx) error {
				return tx.SaveProposer(&data.Proposer{Name: "孙七", Body: data.Congress, Delegation: home})
			}); err != nil {
				t.Fatal(err)
			}
		}
		s, kept := opened(t, r, "台账.csv", decide.Proposals, "2022年市六届人大一次会议", "编号,标题,领衔代表,交办时间", "91,关于路灯的建议,孙七,2022-03-10")
		if !s.act.Disabled() || tab(s.tabs.Chosen()) != tabAsked {
			t.Fatalf("begins with %s", tabNames[s.tabs.Chosen()])
		}
		s.table.Choose(0)
		onethread.Settle()
		r.Keep("import-who")
		screentest.TapText(t, s.side, "登记库里的孙七（春和代表团）")
		if s.act.Disabled() {
			t.Fatalf("after the answer: %s", s.said.Text)
		}
		if got := shownRows(s); len(got) != 1 || !strings.Contains(got[0], "就是孙七（春和代表团）") {
			t.Errorf("the question says %s", got)
		}
		test.Tap(s.act)
		onethread.Settle()
		if p := caseOf(t, r, "91").Proposal.LeadProposer(); p.Delegation != "春和代表团" || len(kept.habits.Same) != 1 {
			t.Errorf("entered %+v, kept %v", p, kept.habits)
		}
		r.NoFailure()
	}, story.Lead())
}

// The year and the book of rows that tell none are asked for, with the office's
// books to choose from.
func TestImportAsksForTheBook(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		other := story.Book()
		other.ID, other.Meeting.Session = 0, other.Meeting.Session+1 // of the same year
		if err := r.Memory.Do(t.Context(), "", func(tx *story.Tx) error { return tx.SaveBook(&other) }); err != nil {
			t.Fatal(err)
		}
		s, _ := opened(t, r, "台账.csv", decide.Proposals, "编号,标题,领衔代表", "91,关于路灯的建议,孙七")
		if got := shownRows(s); !s.act.Disabled() || len(got) != 1 || !strings.Contains(got[0], "看不出是哪一年。请给出年份") || strings.Contains(got[0], "--") {
			t.Fatalf("without a year: %s", got)
		}
		s.year.Choose(2022)
		onethread.Settle()
		if got := shownRows(s); len(got) != 1 || !strings.Contains(got[0], "可能属于") {
			t.Errorf("with a year: %s", got)
		}
		r.Keep("import-which-book")
		s.book.Choose(story.Book().Name())
		s.handed.SetText("2022年3月7日")
		s.handed.OnSubmitted("")
		onethread.Settle()
		test.Tap(s.act)
		onethread.Settle()
		if c := caseOf(t, r, "91"); c.Book.Name() != story.Book().Name() || c.Proposal.HandedOver != data.NewDate(2022, 3, 7) {
			t.Errorf("entered in %s, handed over %s", c.Book.Name(), c.Proposal.HandedOver)
		}
		r.NoFailure()
	}, story.Lead())
}

// An import that is cancelled writes nothing and remembers nothing; one of a
// registry that cannot be written is not begun.
func TestImportCancelled(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s, i := opened(t, r, "台账.csv", decide.Proposals, ledger...)
		s.columns.all[4].Choose(decide.Unused)
		onethread.Settle()
		i.ending = func() {}
		s.Save()
		onethread.Settle()
		if n := len(r.Memory.Saved()); n > 0 || len(r.Lists) > 0 || len(i.habits.Headings) > 0 || !strings.Contains(r.Said[len(r.Said)-1], "什么都没有写入") {
			t.Errorf("%d written, says %v", n, r.Said)
		}
		i.ending = nil
		r.Memory.ReadOnlyReason = "另一个程序正在使用"
		s.Save()
		if n := len(r.Memory.Saved()); n > 0 {
			t.Errorf("%d written into a registry that is read only", n)
		}
		r.NoFailure()
	}, story.Lead())
}

// A directory of deputies is imported from the settings and leads back there.
func TestImportOfADirectory(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s, _ := opened(t, r, "名册.csv", decide.Proposers, "姓名,代表团,联系电话", "孙七,北城代表团,13900000001", "周八,春和代表团,")
		if s.act.Text != "导入 2 个" {
			t.Fatalf("the button says %s: %s", s.act.Text, s.said.Text)
		}
		r.Keep("import-directory")
		s.Save()
		onethread.Settle()
		all, err := r.Memory.Proposers(t.Context())
		if err != nil || !slices.ContainsFunc(all, func(p data.Proposer) bool { return p.Name == "孙七" && p.Phone == "13900000001" }) || r.Backs != 1 {
			t.Errorf("%v, %v, back %d times", all, err, r.Backs)
		}
		r.NoFailure()
	}, story.Lead())
}

// Five thousand rows are filtered and walked through without a widget a row.
func TestImportOfManyRows(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		lines := slices.Clone(ledger[:2])
		for i := range 5000 {
			lines = append(lines, fmt.Sprintf("%d,关于第%d盏路灯的建议,孙七,北城代表团,区交通局,2022-03-10,,", i+100, i))
		}
		s, _ := opened(t, r, "台账.csv", decide.Proposals, lines...)
		s.tabs.Choose(int(tabCreated))
		list := s.table.Keyboard()
		list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
		onethread.Settle()
		widgets := 0
		screentest.Walk(s.table, func(fyne.CanvasObject) bool { widgets++; return true })
		if len(s.table.Rows()) != 5000 || widgets > 2000 {
			t.Errorf("%d rows, %d widgets", len(s.table.Rows()), widgets)
		}
		r.Keep("import-many")
		r.NoFailure()
	}, story.Lead())
}

var _ screen.Imports = (*imports)(nil)

// A folder of the proposals' own documents is shown file by file and imported in
// one step; a file that belongs to none is refused by its name.
func TestImportOfAFolder(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		paper := func(name, text string) decide.Paper {
			return decide.Paper{Name: name, Text: text, SHA256: name, Size: int64(len(text)), Open: func() (io.ReadSeekCloser, error) { return nil, errors.New("not asked for") }}
		}
		i := &imports{memory: r.Memory, folder: &decide.Papers{Name: "原件", Files: []decide.Paper{paper("12号.txt", "请建设光电子产业园。"), paper("99号.txt", "没有这件。")}}}
		r.Deps.Imports = i
		s, _ := opened(t, r, "原件", decide.Documents)
		got := shownRows(s)
		if tab(s.tabs.Chosen()) != tabRefused || len(got) != 1 || !strings.Contains(got[0], "登记库里没有第99号") || !strings.Contains(s.said.Text, "改好文件名") {
			t.Fatalf("refused: %s, says %s", got, s.said.Text)
		}
		i.folder.Files[1] = decide.Paper{Name: "旧.doc", Problem: data.Problem{Message: "是旧格式（.doc）"}}
		s.onOnce()
		onethread.Settle()
		if s.tabs.Choose(int(tabSkipped)); !strings.Contains(s.wordsOfTabs(), "略过的文件 1") || !strings.Contains(s.said.Text, "有 1 个文件读不了") || !strings.Contains(shownRows(s)[0], "是旧格式") {
			t.Errorf("a file that cannot be read: %s, %s, %s", s.wordsOfTabs(), s.said.Text, shownRows(s))
		}
		if all := strings.Join(screentest.Texts(s.asked), "\n"); strings.Contains(all, "没写") {
			t.Errorf("of files is asked %s", all)
		}
		s.tabs.Choose(int(tabAll))
		if got := shownRows(s); s.act.Text != "导入 1 个文件" || len(got) != 1 || s.table.Rows()[0].sheet != "12号.txt" {
			t.Fatalf("the button says %s, rows %s", s.act.Text, got)
		}
		s.table.Choose(0)
		r.Keep("import-folder")
		test.Tap(s.act)
		onethread.Settle()
		if c := caseOf(t, r, "12"); !slices.Equal(i.attached, []string{"12号.txt"}) || len(r.Lists) != 1 || !slices.Equal(r.Lists[0], []data.ID{c.Proposal.ID}) {
			t.Errorf("attached %v, shows %v", i.attached, r.Lists)
		}
		r.NoFailure()
	}, story.Lead())
}

// folderInto takes what a folder changes and notes the files it attaches.
type folderInto struct {
	decide.Into
	i *imports
}

func (f folderInto) Attach(_ data.ID, name string, _ *decide.Paper) error {
	f.i.attached = append(f.i.attached, name)
	return nil
}
