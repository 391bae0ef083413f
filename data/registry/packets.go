package registry

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"io"
	"time"

	"jianban/data"
)

var packetRows = subject[data.Packet]{
	record: data.RecordPacket, label: "任务包", validate: (*data.Packet).Validate,
	whose: []string{"unit_id", "number"},
	twice: data.Problem{Field: "任务包编号", Message: "这个单位当年已有这个编号的任务包", Hint: "请刷新后再试"},
	unit:  func(p *data.Packet) *data.Unit { return &p.Unit },
	columns: func(p *data.Packet) (*data.ID, []field) {
		return &p.ID, []field{
			text("way", "任务包类别", &p.Way).read(tellPacketWay),
			num("year", "年份", &p.Year),
			ref("unit_id", "单位", &p.Unit.ID, data.RecordUnit),
			num("number", "编号", &p.Number),
			day("made", "制作日期", &p.Made),
			text("digest", "校验值", &p.Digest),
			text("office_key", "办公室公钥", &p.OfficeKey),
			text("return_key", "回传密钥", &p.ReturnKey).read(tellNothing),
			list("base", "底稿", &p.Base).read(tellNothing),
			object("ids", "各条对照", &p.IDs).read(tellNothing),
			num("round", "回传次数", &p.Round),
			text("taken", "回传校验值", &p.Taken),
			day("taken_on", "读入日期", &p.TakenOn),
			deleted(&p.Deleted),
		}
	},
}

// tellNothing reads aloud what is long or secret.
func tellNothing(any) string { return "（不显示）" }

func tellPacketWay(v any) string {
	if v == string(data.PacketHeld) {
		return "收到"
	}
	return "发出"
}

// SavePacket keeps what is remembered of a package for a unit.
func (t *Tx) SavePacket(p *data.Packet) error {
	if p.IDs == nil {
		p.IDs = data.PacketIDs{}
	}
	return packetRows.put(t, p)
}

// Packets are the packages of a year that this registry wrote, or was made from, by
// unit and number; year 0 is every year.
func (r *Registry) Packets(ctx context.Context, year int) ([]data.Packet, error) {
	return packetRows.list(ctx, r.sparing(r.read), " AND (year = ?1 OR ?1 = 0)", "unit_id, number", year)
}

// OfficeKey is the key by which this office signs its packages; with create one is
// made where there is none yet, else NoOfficeKey tells so. The key is in no
// journal and is not taken back by Undo: units know the office by it.
func (r *Registry) OfficeKey(ctx context.Context, create bool) (ed25519.PrivateKey, error) {
	key, err := officeKey(ctx, r.read)
	if !errors.Is(err, sql.ErrNoRows) || !create {
		return key, explainKey(err)
	}
	if r.write == nil {
		return nil, data.Problem{Field: "登记库", Message: r.readOnly + "，不能修改", Hint: r.wayOut()}
	}
	after, err := r.takeTurn(ctx)
	if err != nil {
		return nil, err
	}
	defer after()
	seed := make([]byte, ed25519.SeedSize)
	if _, err := io.ReadFull(rand.Reader, seed); err != nil {
		return nil, err
	}
	err = r.writing(ctx, func(ctx context.Context, tx turn) error {
		if key, err = officeKey(ctx, tx); !errors.Is(err, sql.ErrNoRows) {
			return err // made meanwhile
		}
		key = ed25519.NewKeyFromSeed(seed)
		_, err := tx.ExecContext(ctx, "INSERT INTO "+keyTable+" (seed, made) VALUES (?, ?)", hex.EncodeToString(seed), r.opts.Now().UTC().Format(time.RFC3339))
		return err
	})
	return key, explain(err)
}

// NoOfficeKey tells that a registry has written no package yet.
func NoOfficeKey(err error) bool { return errors.Is(err, errNoKey) }

var errNoKey = errors.New("no key of the office")

func explainKey(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return errNoKey
	}
	return explain(err)
}

func officeKey(ctx context.Context, q querier) (ed25519.PrivateKey, error) {
	var text string
	if err := q.QueryRowContext(ctx, "SELECT seed FROM "+keyTable+" ORDER BY id LIMIT 1").Scan(&text); err != nil {
		return nil, err
	}
	seed, err := hex.DecodeString(text)
	if err != nil || len(seed) != ed25519.SeedSize {
		return nil, data.Problem{Field: "任务包", Message: "登记库里签任务包的密钥已损坏", Hint: "请用最近的备份恢复"}
	}
	return ed25519.NewKeyFromSeed(seed), nil
}
