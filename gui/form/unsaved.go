package form

import (
	"jianban/data/draft"
)

// unsaved is what is typed in the form and not saved.
func (e *Editor) unsaved() (draft.Draft, bool) {
	if e.Print() == e.before {
		return draft.Draft{}, false
	}
	fields := draft.Changed(draft.Against(e.Form.Typed(e.Content), e.fields))
	return draft.Draft{Where: draft.Form, Title: e.Title, Action: e.Title, Form: e.Again, Record: e.RecordID,
		Fresh: e.Remove == nil, Fields: fields}, len(fields) > 0
}

// retype puts typed fields back. The form of a record that is there takes them
// only where it shows what they were typed over: else it is another record of
// the same name, or it was changed since.
func (e *Editor) retype(d draft.Draft) (left []draft.Field) {
	changed := d.Changed()
	if !d.Fresh {
		was := map[string]string{}
		for _, f := range e.fields {
			was[f.Label] = f.Text
		}
		for _, f := range changed {
			if was[f.Label] != f.Was {
				return changed
			}
		}
	}
	left = e.Form.Retype(changed, e.Content)
	e.Panel.Fit()
	return left
}
