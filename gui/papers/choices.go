package papers

import (
	"jianban/export"
	"jianban/export/batch"
	ui "jianban/gui/widget"
)

// batchChoice is a row of the panel that is there for the kinds that take it.
type batchChoice struct {
	what batch.Choice
	row  *ui.Row
	read func(*batch.Choices)
}

// buildChoices makes the rows of all choices.
func (b *batchDialog) buildChoices() {
	changed := func(bool) { b.tell() }
	tick := func(what batch.Choice, label, words string, set func(*batch.Choices, bool)) {
		box := ui.NewTickBox(words, changed)
		b.ticks[what] = box
		b.choices = append(b.choices, batchChoice{what, b.form.Add(label, false, box, ""), func(c *batch.Choices) { set(c, box.Checked) }})
	}
	tick(batch.TakesDrafts, "草稿", "也要还没有送达的，文件名标“草稿”", func(c *batch.Choices, yes bool) { c.Drafts = yes })
	b.forms = ui.NewChoice("", []ui.Option[batch.FormPlace]{
		{Value: batch.NoForms, Label: "不附"}, {Value: batch.FormsBehind, Label: "印在答复背面"}, {Value: batch.FormsApart, Label: "另用一张纸"},
	}, func(batch.FormPlace) { b.tell() })
	b.forms.Fill(batch.NoForms)
	b.choices = append(b.choices, batchChoice{batch.TakesForms, b.form.Add("意见表", false, b.forms, ""), func(c *batch.Choices) { c.Forms = b.forms.Value() }})
	tick(batch.TakesCoSigners, "附议人", "征询意见表附议人也各一张", func(c *batch.Choices, yes bool) { c.CoSigners = yes })
	tick(batch.TakesBlank, "空白表", "只要空白的，手工填写", func(c *batch.Choices, yes bool) { c.Blank = yes })
	tick(batch.TakesDelegations, "造册", "按代表团、界别各一份，不按代表", func(c *batch.Choices, yes bool) { c.Delegations = yes })
	var sizes []ui.Option[string]
	for _, s := range export.EnvelopeSizes {
		sizes = append(sizes, ui.Option[string]{Value: s.Name, Label: s.Told()})
	}
	b.envelope = ui.NewChoice("", sizes, func(string) { b.tell() })
	b.envelope.Fill(sizes[0].Value)
	b.choices = append(b.choices, batchChoice{batch.TakesEnvelope, b.form.Add("信封", false, b.envelope, ""), func(c *batch.Choices) { c.Envelope = b.envelope.Value() }})
	b.buildNumbers()
}

// matters tells whether a choice changes anything by what else is chosen: whose forms
// go with letters that have none is no question.
func (b *batchDialog) matters(c batch.Choice) bool {
	return c != batch.TakesCoSigners || !b.kindChosen().Has(batch.TakesForms) || b.forms.Value() != batch.NoForms
}

// wanted are the choices made that the kind takes.
func (b *batchDialog) wanted() (want batch.Choices) {
	kind := b.kindChosen()
	for _, c := range b.choices {
		if kind.Has(c.what) {
			c.read(&want)
		}
	}
	return want
}
