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

// What the office keeps beside its proposals, a row a kind (subject): the lists
// that proposals choose from, settings, rules, and what is told of a year.

var bookRows = subject[data.Book]{
	record: data.RecordBook, label: "办理册", validate: (*data.Book).Validate,
	twice: data.Problem{Field: "届次", Message: "这次会议已经登记", Hint: "请直接选用"},
	columns: func(b *data.Book) (*data.ID, []field) {
		m := &b.Meeting
		return &b.ID, []field{
			text("body", "机构", &m.Body),
			text("level", "层级", &m.Level),
			text("place", "地名", &m.Place),
			num("term", "届", &m.Term),
			num("session", "次", &m.Session),
			num("year", "年份", &m.Year),
			text("direction", "方向", &b.Direction),
			text("handed_by", "转交机关", &b.HandedBy),
			text("issuer", "答复机关", &b.Issuer),
			text("letterhead", "版头", &b.Letterhead),
			text("reply_series", "答复文号代字", &b.ReplySeries),
			text("opinion_series", "意见文号代字", &b.OpinionSeries),
			list("copy_to", "抄送", &b.CopyTo),
			list("classes", "类别用语", &b.Classes),
			num("reply_months", "答复期限（月）", &b.ReplyMonths),
			list("limits", "本册的期限", &b.Limits).read(tellLimits),
			deleted(&b.Deleted),
		}
	},
}

// SaveBook keeps a book; a meeting has one book only.
func (t *Tx) SaveBook(b *data.Book) error {
	return bookRows.put(t, b)
}

var leaderRows = subject[data.Leader]{
	record: data.RecordLeader, label: "牵头领导", validate: (*data.Leader).Validate,
	named: nameForm{"name", "%s"},
	whose: []string{"name"},
	columns: func(l *data.Leader) (*data.ID, []field) {
		return &l.ID, []field{
			text("name", "姓名", &l.Name),
			text("post", "职务", &l.Post),
			list("former", "曾任职务", &l.Former),
			deleted(&l.Deleted),
		}
	},
}

// SaveLeader keeps a leader.
func (t *Tx) SaveLeader(l *data.Leader) error {
	return leaderRows.put(t, l)
}

var unitRows = subject[data.Unit]{
	record: data.RecordUnit, label: "承办单位", validate: (*data.Unit).Validate,
	named: nameForm{"name", "%s"},
	whose: []string{"name"},
	twice: data.Problem{Field: "单位简称", Message: "已有同名单位", Hint: "请直接选用"},
	columns: func(u *data.Unit) (*data.ID, []field) {
		return &u.ID, []field{
			text("name", "名称", &u.Name),
			text("full_name", "全称", &u.FullName),
			text("letterhead", "版头", &u.Letterhead),
			text("reply_series", "答复文号代字", &u.ReplySeries),
			list("former", "曾用名", &u.Former),
			text("responsible", "责任领导", &u.Responsible),
			text("contact", "联系人", &u.Contact),
			text("phone", "联系电话", &u.Phone),
			deleted(&u.Deleted),
		}
	},
}

// SaveUnit keeps a unit; names of units are unique.
func (t *Tx) SaveUnit(u *data.Unit) error {
	return unitRows.put(t, u)
}

var proposerRows = subject[data.Proposer]{
	record: data.RecordProposer, label: "代表", validate: (*data.Proposer).Validate,
	named: nameForm{"name", "%s"},
	whose: []string{"name"},
	twice: data.Problem{Field: "代表姓名", Message: "已有同名同代表团的代表", Hint: "请直接选用；两条是同一个人的，请在设置的代表委员里点“查找重复”合并"},
	users: "SELECT count(*) FROM proposal_proposers JOIN proposals ON proposals.id = proposal_id WHERE deleted = 0 AND proposer_id = ?1",
	columns: func(p *data.Proposer) (*data.ID, []field) {
		return &p.ID, []field{
			text("name", "姓名", &p.Name),
			text("body", "机构", &p.Body),
			text("delegation", "代表团", &p.Delegation),
			text("phone", "联系电话", &p.Phone),
			text("address", "通讯地址", &p.Address),
			deleted(&p.Deleted),
		}
	},
}

// SaveProposer keeps a deputy or member.
func (t *Tx) SaveProposer(p *data.Proposer) error {
	return proposerRows.put(t, p)
}

// settingsRow is the settings with the id of their one row.
type settingsRow struct {
	id data.ID
	data.Settings
}

var settingsRows = subject[settingsRow]{
	record: "settings", label: "设置", validate: (*settingsRow).Validate,
	columns: func(s *settingsRow) (*data.ID, []field) {
		return &s.id, []field{
			text("office", "办公室名称", &s.Office),
			text("issuer", "答复机关", &s.Issuer),
			text("letterhead", "版头", &s.Letterhead),
			text("reply_series", "答复文号代字", &s.ReplySeries),
			text("opinion_series", "意见文号代字", &s.OpinionSeries),
			text("contact", "联系人", &s.Contact),
			text("phone", "联系电话", &s.Phone),
			list("clerks", "经办人员", &s.Clerks),
			text("fonts_folder", "字体文件夹", &s.FontsFolder),
			flag("xbs_licensed", "小标宋已获授权", &s.XBSLicensed),
			flag("preprinted", "套红打印", &s.Preprinted),
			decimal("preprint_x", "套红右移（毫米）", &s.PreprintX),
			decimal("preprint_y", "套红下移（毫米）", &s.PreprintY),
			flag("demo", "演示数据", &s.Demo),
		}
	},
}

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

var holidayRows = subject[data.Holiday]{
	record: data.RecordHoliday, label: "放假安排", validate: (*data.Holiday).Validate,
	twice: data.Problem{Field: "日期", Message: "这一天已在节假日里", Hint: "请直接修改"},
	columns: func(h *data.Holiday) (*data.ID, []field) {
		return &h.ID, []field{
			day("date", "日期", &h.Date),
			text("kind", "放假或上班", &h.Kind).read(tellHoliday),
			text("name", "名称", &h.Name),
			text("source", "依据", &h.Source),
			deleted(&h.Deleted),
		}
	},
}

// SaveHoliday keeps a day of a holiday notice; a day stands there once.
func (t *Tx) SaveHoliday(h *data.Holiday) error {
	return holidayRows.put(t, h)
}

var summaryRows = subject[data.Summary]{
	record: data.RecordSummary, label: "总结", validate: (*data.Summary).Validate,
	twice: data.Problem{Field: "总结", Message: "这一年的总结已经有了", Hint: "请直接修改"},
	columns: func(s *data.Summary) (*data.ID, []field) {
		return &s.ID, []field{
			num("year", "年份", &s.Year),
			over("book_id", "办理册", &s.BookID, data.RecordBook),
			text("title", "标题", &s.Title),
			day("as_of", "截至日期", &s.AsOf),
			day("signed", "落款日期", &s.Signed),
			list("sections", "内容", &s.Sections),
			text("reason", "数字不符仍导出的理由", &s.Reason),
			text("despite", "不符的数字", &s.Despite),
			list("looked", "看过的数字", &s.Looked).read(countFigures),
			day("looked_on", "看过的日期", &s.LookedOn),
			deleted(&s.Deleted),
		}
	},
}

// SaveSummary keeps a year's prose.
func (t *Tx) SaveSummary(s *data.Summary) error {
	return summaryRows.put(t, s)
}

var scoreRows = subject[data.Score]{
	record: data.RecordScore, label: "考评打分", validate: (*data.Score).Validate,
	whose: []string{"unit_id", "item"},
	twice: data.Problem{Field: "考评项目", Message: "这个单位当年的这一项已经打过分", Hint: "请直接修改"},
	unit:  func(s *data.Score) *data.Unit { return &s.Unit },
	columns: func(s *data.Score) (*data.ID, []field) {
		return &s.ID, []field{
			num("year", "年份", &s.Year),
			ref("unit_id", "单位", &s.Unit.ID, data.RecordUnit),
			text("item", "考评项目", &s.Item),
			text("source", "打分类别", &s.Source),
			num("points", "分数", &s.Points).read(tellPoints),
			text("reason", "理由", &s.Reason),
			day("date", "日期", &s.Date),
			deleted(&s.Deleted),
		}
	},
}

// SaveScore keeps points that a person gave a unit.
func (t *Tx) SaveScore(s *data.Score) error {
	return scoreRows.put(t, s)
}

var savedListRows = subject[data.SavedList]{
	record: data.RecordSavedList, label: "常用列表", validate: (*data.SavedList).Validate,
	whose: []string{"name"},
	twice: data.Problem{Field: "列表名称", Message: "已有同名的列表", Hint: "请换一个名称"},
	columns: func(l *data.SavedList) (*data.ID, []field) {
		return &l.ID, []field{
			text("name", "列表名称", &l.Name),
			text("words", "搜索内容", &l.Words),
			text("role", "办理方式", &l.Role),
			text("unit", "承办单位", &l.Unit),
			text("stage", "阶段", &l.Stage),
			text("light", "时限", &l.Light),
			deleted(&l.Deleted),
		}
	},
}

// SaveSavedList keeps a saved search; names are unique.
func (t *Tx) SaveSavedList(l *data.SavedList) error { return savedListRows.put(t, l) }

var yearClosingRows = subject[data.YearClosing]{
	record: data.RecordYearClosing, label: "年度封账", validate: (*data.YearClosing).Validate,
	columns: func(y *data.YearClosing) (*data.ID, []field) {
		return &y.ID, []field{
			num("year", "年份", &y.Year),
			over("book_id", "办理册", &y.BookID, data.RecordBook),
			day("as_of", "截至日期", &y.AsOf),
			day("closed_on", "封账日期", &y.ClosedOn),
			text("figures", "统计数字", &y.Figures).read(countFigures),
			text("appraisal", "考评结果", &y.Appraisal).read(countUnits),
			text("note", "说明", &y.Note),
			text("anchor", "日志锚", &y.Anchor),
			deleted(&y.Deleted),
		}
	},
}

// SaveYearClosing keeps a year's figures as they were fixed, with the end of
// the journal's chain before the closing.
func (t *Tx) SaveYearClosing(y *data.YearClosing) error {
	if err := yearClosingRows.settle(t, y); err != nil {
		return err
	}
	if err := y.Validate().Err(); err != nil {
		return err
	}
	a, err := lastAnchor(t.ctx, t.tx)
	if err != nil {
		return explain(err)
	}
	y.Anchor = a.Full()
	if y.ID != 0 { // the one that it was made with
		err := t.tx.QueryRowContext(t.ctx, "SELECT anchor FROM year_closings WHERE id = ?", int64(y.ID)).Scan(&y.Anchor)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return explain(err)
		}
	}
	return yearClosingRows.keep(t, y)
}

// packRow is a rule pack as its row keeps it: whole, with name and first day
// beside it.
type packRow struct {
	id      data.ID
	deleted bool
	data.RulePack
}

var packRows = subject[packRow]{
	record: data.RecordPack, label: "办理规则", validate: (*packRow).Validate,
	twice: data.Problem{Field: "适用起日", Message: "已有从这一天起适用的办理规则", Hint: "请换一个起始日期，或先删除原来的规则"},
	columns: func(p *packRow) (*data.ID, []field) {
		return &p.id, []field{
			text("name", "规则名称", &p.Name),
			day("since", "适用起日", &p.From),
			object("pack", "规则内容", &p.RulePack).read(countBytes),
			deleted(&p.deleted),
		}
	},
}

// SavePack adds a rule pack, in force from its date on, or corrects the one
// that has the same date.
func (t *Tx) SavePack(p *data.RulePack) error {
	row := packRow{RulePack: *p}
	err := t.tx.QueryRowContext(t.ctx, "SELECT id FROM packs WHERE since IS NOT DISTINCT FROM ? AND deleted = 0", dayValue(p.From)).Scan((*int64)(&row.id))
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return explain(err)
	}
	if err := packRows.put(t, &row); err != nil {
		return err
	}
	*p = row.RulePack
	return nil
}

// RemovePack marks the rule pack in force from a date on as deleted; the only
// one stays.
func (t *Tx) RemovePack(from data.Date) error {
	var id data.ID
	var all int
	err := t.tx.QueryRowContext(t.ctx, "SELECT coalesce(max(CASE WHEN since IS NOT DISTINCT FROM ? THEN id END), 0), count(*) FROM packs WHERE deleted = 0", dayValue(from)).Scan((*int64)(&id), &all)
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
