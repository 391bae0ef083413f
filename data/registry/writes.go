package registry

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"

	"jianban/data"
)

// SaveSettings keeps the office's own facts.
func (t *Tx) SaveSettings(s *data.Settings) error {
	row := settingsRow{Settings: *s}
	err := t.tx.QueryRowContext(t.ctx, "SELECT id FROM settings LIMIT 1").Scan(&row.id)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return explain(err)
	}
	if err := settingsRows.put(t, &row); err != nil {
		return err
	}
	*s = row.Settings
	return nil
}

// SavePack adds a rule pack, in force from its date on, or corrects the one
// that has the same date.
func (t *Tx) SavePack(p *data.RulePack) error {
	if err := p.Validate().Err(); err != nil {
		return err
	}
	row := packRow{RulePack: *p}
	err := t.tx.QueryRowContext(t.ctx, "SELECT id FROM packs WHERE since IS ? AND deleted = 0", dayValue(p.From)).Scan((*int64)(&row.id))
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return explain(err)
	}
	return packRows.keep(t, &row)
}

// RemovePack marks the rule pack in force from a date on as deleted; the only
// one stays.
func (t *Tx) RemovePack(from data.Date) error {
	var id data.ID
	var all int
	err := t.tx.QueryRowContext(t.ctx, "SELECT coalesce(max(CASE WHEN since IS ? THEN id END), 0), count(*) FROM packs WHERE deleted = 0", dayValue(from)).Scan((*int64)(&id), &all)
	switch {
	case err != nil:
		return explain(err)
	case id == 0:
		return data.Problem{Field: "办理规则", Message: "没有自" + from.Chinese() + "起适用的规则", Hint: "请刷新后再试"}
	case all == 1:
		return data.Problem{Field: "办理规则", Message: "这是唯一的办理规则，不能删除", Hint: "请先新建另一套规则"}
	}
	return t.Remove(data.RecordPack, id)
}

// AddAttachment keeps a file; equal contents are stored once.
func (t *Tx) AddAttachment(a *data.Attachment, content []byte) error {
	if err := a.Validate().Err(); err != nil {
		return err
	}
	sum := sha256.Sum256(content)
	a.SHA256, a.Size = hex.EncodeToString(sum[:]), int64(len(content))
	if content == nil {
		content = []byte{}
	}
	if err := t.holdContent(a.SHA256, content); err != nil {
		return explain(err)
	}
	return attachmentRows.keep(t, a)
}
