package story

import (
	"fmt"

	"jianban/data"
)

// Remove marks a record as deleted; one that others need is refused.
func (t *Tx) Remove(what data.Record, id data.ID) error {
	in := t.next.named(what)
	if in == nil {
		return fmt.Errorf("%w %q", errNoSuchRecord, what)
	}
	used := 0
	for _, by := range t.next {
		used += by.using(t.next, what, id)
	}
	if used > 0 {
		return data.Problem{Field: in.title(), Message: fmt.Sprintf("这条%s还有%d处在使用", in.title(), used), Hint: "请先改掉或删除那些记录"}
	}
	return t.mark(in, id, true)
}

// Restore takes a deletion back, where what the record belongs to is still
// there.
func (t *Tx) Restore(what data.Record, id data.ID) error {
	in := t.next.named(what)
	if in == nil {
		return fmt.Errorf("%w %q", errNoSuchRecord, what)
	}
	if there, _ := in.state(id); !there && in.hangs() {
		return errGone
	}
	for _, r := range in.parents(id) {
		if err := t.usable(r); err != nil {
			return err
		}
	}
	if what == data.RecordAttachment {
		if err := t.holds(id); err != nil {
			return err
		}
	}
	if i := of[data.Issue](t.next).find(id); what == data.RecordIssue && i != nil {
		if err := t.issueFits(i); err != nil {
			return err
		}
	}
	return t.mark(in, id, false)
}

func (t *Tx) mark(in anyTable, id data.ID, deleted bool) error {
	if err := in.mark(id, deleted); err != nil {
		return err
	}
	if owner := in.owner(id); owner != 0 {
		t.dirty[owner] = true
	}
	return nil
}
