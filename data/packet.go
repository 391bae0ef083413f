package data

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"unicode/utf8"
)

// PacketWay tells on which side of an exchange a registry stands.
type PacketWay string

// The two sides.
const (
	PacketTask PacketWay = "task" // written for a unit by the office
	PacketHeld PacketWay = "held" // that a unit's own registry was made from
)

// Packet (任务包) is one package of items that an office handed to a unit, as the
// registry on either side remembers it.
type Packet struct {
	ID        ID
	Way       PacketWay
	Year      int
	Unit      Unit // only its ID is stored
	Number    int  // counted up for each unit and year, from 1
	Made      Date
	Digest    string    // SHA-256 of the task's manifest, hex
	OfficeKey string    // the office's public key, hex
	ReturnKey string    // by which returns are signed, hex: its public half in the office, the seed in the unit
	Base      []string  // the items as both sides last had them, packed in pieces (package data/packet)
	IDs       PacketIDs // office: those that items got which the unit added; unit: the office's own
	Round     int       // of the last return: written here, or taken here; 0 for none
	Taken     string    // office: SHA-256 of the manifest of the last return taken, hex
	TakenOn   Date
	Deleted   bool
}

// PacketIDs say, for each kind of record, which ID of the other side is which of
// this one's.
type PacketIDs map[Record]map[ID]ID

// Set notes that a record of the other side is one of this side's.
func (m PacketIDs) Set(kind Record, theirs, ours ID) {
	if m[kind] == nil {
		m[kind] = map[ID]ID{}
	}
	m[kind][theirs] = ours
}

// Bounds of the packed items of one package: bytes of a piece, and pieces.
const (
	PacketPiece      = 100_000
	packetPiecesMost = 640
)

// Validate names what is wrong with the package; a person never types one.
func (p *Packet) Validate() Problems {
	var f fields
	if p.Way != PacketTask && p.Way != PacketHeld {
		f.wrong("任务包", "不认识“"+clip(string(p.Way), 20)+"”", "请重新制作任务包")
	}
	f.year(p.Year)
	if p.Unit.ID == 0 {
		f.wrong("单位", "没有选定", "请选择任务包的单位")
	}
	if p.Number < 1 || p.Number > 9999 {
		f.wrong("任务包编号", fmt.Sprintf("%d不对", p.Number), "应在1到9999之间")
	}
	if p.Round < 0 || p.Round > 9999 {
		f.wrong("回传次数", fmt.Sprintf("%d不对", p.Round), "应在0到9999之间")
	}
	f.day("制作日期", p.Made, true)
	f.day("读入日期", p.TakenOn, false)
	for _, h := range []struct {
		field, text string
		required    bool
	}{{"任务包校验值", p.Digest, true}, {"办公室公钥", p.OfficeKey, true}, {"回传密钥", p.ReturnKey, true}, {"回传校验值", p.Taken, false}} {
		if b, err := hex.DecodeString(h.text); err != nil || len(b) != 32 && (h.required || len(b) > 0) {
			f.wrong(h.field, "读不出来", "请重新制作任务包")
		}
	}
	if len(p.Base) > packetPiecesMost || slices.ContainsFunc(p.Base, func(s string) bool { return len(s) > PacketPiece || !utf8.ValidString(s) || containsNull(s) }) {
		f.wrong("任务包底稿", "读不出来，或者太大", "请重新制作任务包")
	}
	if _, err := json.Marshal(p.IDs); err != nil {
		f.wrong("任务包底稿", "读不出来", "请重新制作任务包")
	}
	for kind := range p.IDs {
		if !utf8.ValidString(string(kind)) || containsNull(string(kind)) {
			f.wrong("任务包底稿", "读不出来", "请重新制作任务包")
		}
	}
	return f.problems
}

func containsNull(s string) bool { return slices.Contains([]byte(s), 0) }

// Name is what people call the package: 区住建局2022年第1号任务包.
func (p Packet) Name() string {
	return fmt.Sprintf("%s%d年第%d号任务包", p.Unit.Name, p.Year, p.Number)
}
