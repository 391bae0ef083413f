package paperwork

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"jianban/assets"
	"jianban/data"
	"jianban/data/registry"
	"jianban/data/registry/demo"
	"jianban/export"
	"jianban/export/file"
)

// DemoYear is the year of the seed's report, and the last of generated years.
const DemoYear = 2022

// DemoBook is the name of the seed's book.
const DemoBook = demo.BookName

// DemoPapers are the papers that a demonstration writes, of each kind where
// under its folder.
var DemoPapers = []struct {
	Kind, Out string
	Options   []string // of the command export
}{
	{"replies", "replies", nil},
	{"opinions", "opinions", nil},
	{"surveys", "forms/surveys.pdf", []string{"--one-file"}},
	{"receipts", "forms/receipts.pdf", []string{"--one-file"}},
	{"signoff", "forms/signoff.pdf", []string{"--one-file"}},
	{"assignments", "forms/assignments.pdf", []string{"--one-file"}},
	{"transfers", "forms/transfers.pdf", []string{"--one-file"}},
	{"returns", "forms/returns.pdf", []string{"--one-file", "--blank"}},
	{"extensions", "forms/extensions.pdf", []string{"--one-file", "--blank"}},
	{"handouts", "forms/handouts.pdf", []string{"--one-file"}},
	{"handouts", "forms/handouts-delegations.pdf", []string{"--one-file", "--delegations"}},
	{"talks", "forms/talks.pdf", []string{"--one-file"}},
	{"invitations", "forms/invitations.pdf", []string{"--one-file", "--blank"}},
	{"urges", "forms/urges.pdf", []string{"--one-file"}},
	{"published", "forms/published.pdf", []string{"--one-file"}},
	{"published", "forms/published.docx", []string{"--one-file"}},
	{"dossier", "forms/dossier.pdf", []string{"--one-file"}},
	{"labels", "forms/labels.pdf", []string{"--one-file"}},
	{"envelopes", "forms/envelopes.pdf", []string{"--one-file"}},
	{"ledger", "ledger-2022.pdf", nil},
	{"ledger-xlsx", "ledger-2022.xlsx", nil},
	{"summary", "summary-2022.pdf", nil},
	{"summary", "summary-2022.docx", nil},
	{"summary", "summary-2022.ofd", nil},
	{"appraisal", "appraisal-2022.pdf", nil},
}

// MakeDemo makes the registry of the seed's year in a folder, with size
// generated proposals in each of some years besides, complete or not at all,
// and says where it is. A folder that already holds a registry is refused.
func MakeDemo(ctx context.Context, dir string, size, years int) (path string, err error) {
	path = filepath.Join(dir, "registry.db")
	if _, err := os.Lstat(path); err == nil {
		return "", data.Problem{Field: "文件夹", Message: "“" + dir + "”里已有登记库", Hint: "请换一个文件夹，已有的登记库不会被改动"}
	}
	made, err := file.MakeFolder(dir)
	if err != nil {
		return "", err
	}
	if err := fillDemo(ctx, path, size, years); err != nil {
		if made {
			err = errors.Join(err, file.RemoveFolder(dir))
		}
		return "", err
	}
	return path, nil
}

func fillDemo(ctx context.Context, path string, size, years int) error {
	opts, err := options(false)
	if err != nil {
		return err
	}
	own, err := data.ParsePack(assets.Pack(assets.DemoPack))
	if err != nil {
		return err
	}
	opts.Pack = own.Filled(opts.Pack)
	return registry.CreateWith(ctx, path, opts, func(reg *registry.Registry) error {
		if err := demo.Enter(ctx, reg); err != nil {
			return err
		}
		if err := publishDemo(ctx, reg); err != nil || size == 0 {
			return err
		}
		return demo.Generate(ctx, reg, size, years)
	})
}

// publishDemo keeps the texts to publish of the replies that are open, as a clerk
// makes them who takes out all that is found.
func publishDemo(ctx context.Context, reg *registry.Registry) error {
	cases, err := reg.Cases(ctx, data.Scope{Texts: true})
	if err != nil {
		return err
	}
	settings, err := reg.Settings(ctx)
	if err != nil {
		return err
	}
	rules, err := reg.RuleYears(ctx)
	if err != nil {
		return err
	}
	deputies, err := reg.Proposers(ctx)
	if err != nil {
		return err
	}
	return reg.Do(ctx, registry.Action{What: "去除公开答复里的个人信息"}, func(tx *registry.Tx) error {
		for _, c := range cases {
			if data.PublishingOf(c) != data.PublishUnread {
				continue
			}
			rep, _ := c.LastSent()
			text := export.ReplyText(c, rep, settings, rules.Of(c))
			d := c.Disclosure
			d.Text = data.Redact(text, data.Redactions(text, data.Identities(c, rep, settings), deputies))
			if err := tx.SaveDisclosure(&d); err != nil {
				return err
			}
		}
		return nil
	})
}
