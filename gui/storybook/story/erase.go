package story

import (
	"jianban/data"
)

// EraseAttachment removes an attachment and its bytes for good; those that
// another attachment has stay.
func (t *Tx) EraseAttachment(id data.ID) error {
	a := of[data.Attachment](t.next).find(id)
	if a == nil {
		return notThere("附件", id)
	}
	if err := t.holds(id); err != nil {
		return err
	}
	if !a.Deleted {
		if err := t.Remove(data.RecordAttachment, id); err != nil {
			return err
		}
	}
	t.m.mu.Lock()
	defer t.m.mu.Unlock()
	t.m.erased[id] = true
	for _, x := range of[data.Attachment](t.next).rows {
		if x.SHA256 == a.SHA256 && !t.m.erased[x.ID] {
			return nil
		}
	}
	delete(t.m.contents, a.SHA256)
	return nil
}

// holds refuses an attachment that was erased.
func (t *Tx) holds(id data.ID) error {
	t.m.mu.Lock()
	defer t.m.mu.Unlock()
	if !t.m.erased[id] {
		return nil
	}
	return data.Problem{Field: "附件", Message: "“" + of[data.Attachment](t.next).find(id).Name + "”已彻底删除，内容不在登记库里了", Hint: "需要时请重新添加文件", Gone: true}
}

// bringsBack refuses a step whose taking back would show an erased attachment;
// other goals get it as deleted. The caller holds the lock.
func (m *Memory) bringsBack(word string, s step, goal *tables) error {
	*goal = goal.copied()
	for i, x := range of[data.Attachment](*goal).rows {
		if x.Deleted || !m.erased[x.ID] {
			continue
		}
		if there, deleted := of[data.Attachment](s.after).state(x.ID); there && deleted {
			return data.Problem{Field: word, Message: "“" + s.what + "”不能" + word + "：附件“" + x.Name + "”已彻底删除", Hint: "内容不在登记库里了；再按一次，" + word + "更早的修改"}
		}
		gone := *x
		gone.Deleted = true
		of[data.Attachment](*goal).rows[i] = &gone
	}
	return nil
}
