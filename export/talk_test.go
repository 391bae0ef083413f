package export_test

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
	"jianban/export"
	"jianban/export/font"
)

// The record form holds what was recorded and leaves room for the rest; a form
// with nothing yet is one page to be filled in by hand.
func TestRecordFormOfATalk(t *testing.T) {
	t.Parallel()
	c := datatest.Case()
	x := data.Consultation{Phase: data.During, Date: datatest.Day(4, 20), Method: data.FaceToFace, Place: "园区会议室", Attended: []data.ID{10}, LedBy: "马某", LedRank: data.UnitHead,
		Said: "希望加快。", Agreed: "五月前答复。", Items: []data.AgreedItem{{What: "移栽行道树", Who: "区住建局", By: datatest.Day(9, 30)}}}
	doc := export.Talk(c, x, data.Settings{Office: "办公室"}, font.Embedded())
	text := wordsOf(doc)
	for _, w := range []string{"第1号", "封伟", "■办中", "2022年4月20日", "■面商", "园区会议室", "马某（单位主要领导）", "希望加快。", "1. 移栽行道树，区住建局，2022年9月30日前", "代表签字"} {
		if !strings.Contains(text, w) {
			t.Errorf("lacks %s: %s", w, text)
		}
	}
	if blank := export.Talk(c, data.Consultation{Phase: data.Before}, data.Settings{}, font.Embedded()); len(blank.Pages) != 1 {
		t.Errorf("a blank form has %d pages", len(blank.Pages))
	}
}
