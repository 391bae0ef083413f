package draft

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"jianban/data"
)

// letterDraft is a letter of two fields, of which one was changed.
func letterDraft() Draft {
	began := time.Date(2022, 6, 1, 9, 0, 0, 0, time.UTC)
	return Draft{Where: Letter, Title: "第12号答复", About: "关于加强排水的建议", Clerk: "王某", Proposal: 12, Round: 1, Action: "保存第12号答复",
		Began: began, Typed: began.Add(3 * time.Minute),
		Fields: []Field{{Label: "文号", Text: "红政函〔2022〕15号", Was: "红政函〔2022〕15号"}, {Label: "正文", Text: "一、\n二、𬱖\x00", Was: "一、"}}}
}

func TestDraftsComeBackAsTheyWere(t *testing.T) {
	want := []Draft{letterDraft(), {Where: Form, Title: "新建建议", Fresh: true, Fields: []Field{{Label: "标题", Text: "关于"}}}}
	kept, err := Encode(want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Decode(kept)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v\n got %+v\nwant %+v", err, got, want)
	}
}

// Each bit flipped and each cut of kept drafts is told; none gives other text.
func TestDamageIsTold(t *testing.T) {
	kept, err := Encode([]Draft{letterDraft()})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 8 * len(kept) {
		hurt := bytes.Clone(kept)
		hurt[i/8] ^= 1 << (i % 8)
		if got, err := Decode(hurt); !errors.Is(err, ErrDamaged) || got != nil {
			t.Fatalf("bit %d flipped: %v, %v", i, got, err)
		}
	}
	for n := range kept {
		if _, err := Decode(kept[:n]); !errors.Is(err, ErrDamaged) {
			t.Fatalf("cut to %d bytes: %v", n, err)
		}
	}
	if _, err := Decode(append(bytes.Clone(kept), ' ')); !errors.Is(err, ErrDamaged) {
		t.Errorf("a byte more: %v", err)
	}
}

func TestTooMuchIsRefused(t *testing.T) {
	d := letterDraft()
	d.Fields[1].Text = strings.Repeat("字", Most/3+1)
	if _, err := Encode([]Draft{d}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("%v", err)
	}
}

func TestAgainstWhatStoodThere(t *testing.T) {
	got := Changed(Against([]Field{{Label: "地点", Text: "会议室"}, {Label: "方式", Text: "面商"}, {Label: "第3部分", Text: "新"}},
		[]Field{{Label: "方式", Text: "面商"}, {Label: "地点", Text: "电话"}, {Label: "第4部分", Text: "旧"}}))
	want := []Field{{"地点", "会议室", "电话"}, {"第3部分", "新", ""}, {"第4部分", "", "旧"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestSavedBeforeItWasDropped(t *testing.T) {
	d := letterDraft()
	entry := func(what string, at time.Time) []data.JournalEntry {
		return []data.JournalEntry{{What: what, At: at}}
	}
	offered := d
	offered.Offered = true
	for name, c := range map[string]struct {
		d       Draft
		journal []data.JournalEntry
		want    bool
	}{
		"saved after it was typed": {d, entry("保存第12号答复", d.Typed.Add(time.Second)), true},
		"saved before":             {d, entry("保存第12号答复", d.Typed.Add(-time.Second)), false},
		"another letter":           {d, entry("保存第13号答复", d.Typed.Add(time.Second)), false},
		"offered before":           {offered, entry("保存第12号答复", d.Typed.Add(time.Second)), false},
		"nothing":                  {d, nil, false},
	} {
		if got := c.d.Saved(c.journal); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestExcerptShowsWhatChanged(t *testing.T) {
	long := strings.Repeat("前", 40) + "旧" + strings.Repeat("后", 40)
	changed := strings.Repeat("前", 40) + "新写的" + strings.Repeat("后", 40)
	near := strings.Repeat("前", around)
	after := strings.Repeat("后", around)
	for _, c := range []struct {
		f         Field
		was, text string
	}{
		{Field{Text: "新", Was: "旧"}, "旧", "新"},
		{Field{Text: changed, Was: long}, "…" + near + "旧" + after + "…", "…" + near + "新写的" + after + "…"},
		{Field{Text: "一", Was: "一一"}, "一一", "一"},
		{Field{Text: strings.Repeat("长", 90)}, "", strings.Repeat("长", 50) + "…"},
	} {
		if was, text := c.f.Excerpt(50); was != c.was || text != c.text {
			t.Errorf("%q, %q; want %q, %q", was, text, c.was, c.text)
		}
	}
}

// An excerpt is part of its text whatever the two are.
func TestExcerptIsPartOfTheText(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	some := func() string {
		var b strings.Builder
		for range r.IntN(60) {
			b.WriteRune([]rune("一二三")[r.IntN(3)])
		}
		return b.String()
	}
	for range 2000 {
		f := Field{Text: some(), Was: some()}
		was, text := f.Excerpt(20)
		if !strings.Contains(f.Was, strings.Trim(was, "…")) || !strings.Contains(f.Text, strings.Trim(text, "…")) {
			t.Fatalf("%+v gives %q and %q", f, was, text)
		}
	}
}

func TestCopiedText(t *testing.T) {
	if got, want := letterDraft().Text(), "正文：\n一、\n二、𬱖\x00\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func FuzzDecode(f *testing.F) {
	kept, err := Encode([]Draft{letterDraft()})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(kept)
	f.Add([]byte(head([]byte("null")) + "null"))
	f.Add([]byte(head([]byte(`[{"Fields":[{"Text":"\ud800"}]}]`)) + `[{"Fields":[{"Text":"\ud800"}]}]`))
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, kept []byte) {
		for _, b := range [][]byte{kept, append([]byte(head(kept)), kept...)} { // also with a checksum that fits
			drafts, err := Decode(b)
			if err != nil {
				continue
			}
			again, err := Encode(drafts)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := Decode(again); err != nil || !reflect.DeepEqual(got, drafts) {
				t.Fatalf("%v: %+v became %+v", err, drafts, got)
			}
			for _, d := range drafts {
				_ = d.Text()
				for _, x := range d.Fields {
					x.Excerpt(30)
				}
			}
		}
	})
}
