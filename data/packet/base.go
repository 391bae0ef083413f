package packet

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"io"
	"strings"

	"jianban/data"
)

// baseMost bounds unpacked items, in bytes.
const baseMost = 256 << 20

// PackBase packs items for data.Packet.Base.
func PackBase(cases []data.Case) ([]string, error) {
	var b bytes.Buffer
	zip := gzip.NewWriter(&b)
	if err := json.NewEncoder(zip).Encode(cases); err != nil {
		return nil, err
	}
	if err := zip.Close(); err != nil {
		return nil, err
	}
	text := base64.StdEncoding.EncodeToString(b.Bytes())
	var pieces []string
	for len(text) > 0 {
		n := min(len(text), data.PacketPiece)
		pieces, text = append(pieces, text[:n]), text[n:]
	}
	return pieces, nil
}

// UnpackBase reads the items of a data.Packet again.
func UnpackBase(pieces []string) (cases []data.Case, err error) {
	bad := data.Problem{Field: "任务包", Message: "登记库里留的任务包底稿读不出来", Hint: "请重新制作任务包"}
	zip, err := gzip.NewReader(base64.NewDecoder(base64.StdEncoding, strings.NewReader(strings.Join(pieces, ""))))
	if err != nil {
		return nil, bad
	}
	if err := json.NewDecoder(io.LimitReader(zip, baseMost)).Decode(&cases); err != nil {
		return nil, bad
	}
	return Trimmed(cases), nil
}
