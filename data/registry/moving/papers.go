package moving

import (
	"context"
	"errors"
	"io"

	"jianban/data"
	"jianban/data/intake"
	"jianban/data/registry"
)

// EnterPapers decides about a folder of documents once more, against what the
// registry holds now, and keeps what is new: one action, named what, or nothing,
// as Enter does.
func EnterPapers(ctx context.Context, reg *registry.Registry, f *intake.Papers, o intake.Options, what string, progress func(done, total int)) (*intake.Plan, error) {
	return enter(ctx, reg, what, func(known intake.Known, tx *registry.Tx) (*intake.Plan, error) {
		return intake.DecidePapers(ctx, f, o, known, papers{entry{tx}, tx, data.DateOf(tx.Now())}, progress)
	})
}

// papers is an intake.IntoPapers that writes into a change under way.
type papers struct {
	entry
	files interface {
		AddAttachment(*data.Attachment, io.ReadSeeker) error
	}
	today data.Date
}

// Attach keeps a file; one that was written to since it was read is refused.
func (p papers) Attach(proposal data.ID, name string, paper *intake.Paper) (err error) {
	content, err := paper.Open()
	if err != nil {
		return data.AttachmentUnreadable(paper.Name)
	}
	defer func() { err = errors.Join(err, content.Close()) }()
	a := data.Attachment{ProposalID: proposal, Name: name, Added: p.today}
	if err := p.files.AddAttachment(&a, content); err != nil {
		return err
	}
	if a.SHA256 != paper.SHA256 {
		return data.AttachmentChanged(paper.Name)
	}
	return nil
}
