package cli

import (
	"cmp"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"jianban/data"
	"jianban/export"
	"jianban/export/batch"
	"jianban/paperwork"
)

// choiceFlags define the options that say which letters of a kind are wanted, and
// how: those of batch.Choices.
func choiceFlags(f *pflag.FlagSet) {
	for _, c := range []batch.Choice{batch.TakesDrafts, batch.TakesCoSigners, batch.TakesBlank, batch.TakesDelegations} {
		f.Bool(string(c), false, "")
	}
	f.String(string(batch.TakesForms), "", "")
	f.String(string(batch.TakesEnvelope), "", "")
	f.String(string(batch.TakesDocNumber), "", "")
	f.String(string(batch.TakesArchive), "", "")
}

// choiceArgs and choicesTold are these options in the help.
const (
	choiceArgs  = "[--drafts] [--surveys back｜sheet] [--cosigners] [--blank] [--delegations] [--envelope 规格] [--doc-number 文号] [--archive-number 档号]"
	choicesTold = "--drafts 也写还没有发出的，--surveys 答复后附征询意见表（back 印在背面，sheet 另用一张纸），--cosigners 附议人也各一张，--blank 空白表，--delegations 造册按代表团或界别，--envelope 信封规格，--doc-number 交办通知、邀请函的第一个文号，--archive-number 第一个档号（多份的依次往下数；号登记下来，再写再印时不给就用登记的）"
)

// kindsTold are the kinds with what they are called.
func kindsTold() string {
	var told []string
	for _, name := range paperwork.KindNames() {
		k, _ := paperwork.KindOf(name)
		told = append(told, name+"（"+k.Word()+"）")
	}
	return strings.Join(told, "、")
}

// choicesFit refuses options that the kind does not take, and what they cannot hold.
func (c *call) choicesFit(kind paperwork.Kind) error {
	switch {
	case c.given("number") && kind.Name == "summary":
		return wrongUsage("总结写全年，不能用 --number")
	case c.given("number") && kind.Name == "today":
		return wrongUsage("待办事项写全部，不能用 --number")
	case (c.given("number") || c.given("book")) && kind.Name == "numbers":
		return wrongUsage("发文登记簿写一年的全部，不能用 --number 或 --book")
	}
	for _, x := range []batch.Choice{batch.TakesDrafts, batch.TakesCoSigners, batch.TakesBlank, batch.TakesDelegations, batch.TakesForms, batch.TakesEnvelope, batch.TakesDocNumber, batch.TakesArchive} {
		if c.given(string(x)) && !kind.Takes(x) {
			var with []string
			for _, name := range paperwork.KindNames() {
				if k, _ := paperwork.KindOf(name); k.Takes(x) {
					with = append(with, name)
				}
			}
			return wrongUsage("--%s 只用于%s", x, strings.Join(with, "、"))
		}
	}
	if place := batch.FormPlace(c.str(string(batch.TakesForms))); !slices.Contains(batch.FormPlaces, place) {
		return wrongUsage("--surveys 是 back（印在答复背面）或 sheet（另用一张纸）")
	}
	if kind.Takes(batch.TakesForms) && c.yes(string(batch.TakesCoSigners)) && c.str(string(batch.TakesForms)) == "" {
		return wrongUsage("--cosigners 要和 --surveys 一起用")
	}
	if number := strings.TrimSpace(c.str(string(batch.TakesDocNumber))); c.given(string(batch.TakesDocNumber)) && data.CheckGivenNumber(number) != nil {
		return wrongUsage("--doc-number 要是“红政办函〔2022〕12号”这样的文号，不是“%s”", number)
	}
	_, err := export.EnvelopeOf(c.str(string(batch.TakesEnvelope)))
	return err
}

// choices reads the options.
func (c *call) choices() batch.Choices {
	return batch.Choices{
		Drafts: c.yes(string(batch.TakesDrafts)), CoSigners: c.yes(string(batch.TakesCoSigners)), Blank: c.yes(string(batch.TakesBlank)), Delegations: c.yes(string(batch.TakesDelegations)),
		Forms: batch.FormPlace(c.str(string(batch.TakesForms))), Envelope: c.str(string(batch.TakesEnvelope)), Number: strings.TrimSpace(cmp.Or(c.str(string(batch.TakesDocNumber)), c.str(string(batch.TakesArchive)))),
	}
}

// making opens the registry for papers that are made by these choices: for writing
// where they are given numbers, which are recorded.
func (c *call) making(f func(*paperwork.Desk) error) error {
	if c.choices().Number == "" {
		return c.reading(f)
	}
	return c.at(paperwork.OpenToRecord, f)
}

// record keeps the numbers of papers that were made.
func (c *call) record(desk *paperwork.Desk, made []batch.Paper) {
	for _, told := range desk.Record(c.ctx, made) {
		say(c.errs, "注意："+told)
	}
}
