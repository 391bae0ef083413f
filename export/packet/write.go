// Package packet makes and reads the files that go between an office and units
// without network: a zip with a signed manifest that names every part with its size
// and hash (docs/packet.md). What the parts mean is decided by package data/packet.
//
// Start with Write, or Open, which believes nothing in a file before its signature
// and hashes were looked at, and reads no more than it has room for.
package packet

import (
	"archive/zip"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"time"

	"jianban/data/packet"
)

// The names of the parts that every package has.
const (
	manifestName  = "manifest.json"
	signatureName = "manifest.sig"
	ItemsName     = "items.json"
	RulesName     = "rules.json"
	FormName      = "填写.xlsx"
	ReadmeName    = "说明.txt"
)

// AttachmentName is the part that holds the content of an attachment.
func AttachmentName(sha256 string) string { return attachments + sha256 }

const attachments = "attachments/"

// signedAs stands before what is signed, so that no other signature fits.
const signedAs = "jianban packet 1\n"

// Part is a part to be written.
type Part struct {
	Name  string
	Write func(io.Writer) error
}

// JSON is a part that holds a value.
func JSON(name string, v any) Part {
	return Part{name, func(w io.Writer) error { return json.NewEncoder(w).Encode(v) }}
}

// Bytes is a part that is ready.
func Bytes(name string, content []byte) Part {
	return Part{name, func(w io.Writer) error { _, err := w.Write(content); return err }}
}

// Write writes a package: its parts, then the manifest that names them, then its
// signature by key. digest is the SHA-256 of the manifest, hex.
func Write(w io.Writer, m packet.Manifest, parts []Part, key ed25519.PrivateKey) (digest string, err error) {
	z := zip.NewWriter(w)
	m.Parts = nil
	for _, p := range parts {
		told, err := writePart(z, p, m.Made)
		if err != nil {
			return "", err
		}
		m.Parts = append(m.Parts, told)
	}
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return "", err
	}
	signature := ed25519.Sign(key, append([]byte(signedAs), text...))
	for _, p := range []Part{Bytes(manifestName, text), Bytes(signatureName, []byte(hex.EncodeToString(signature)))} {
		if _, err := writePart(z, p, m.Made); err != nil {
			return "", err
		}
	}
	return digestOf(text), z.Close()
}

func digestOf(manifest []byte) string {
	sum := sha256.Sum256(manifest)
	return hex.EncodeToString(sum[:])
}

func writePart(z *zip.Writer, p Part, made time.Time) (packet.Part, error) {
	to, err := z.CreateHeader(&zip.FileHeader{Name: p.Name, Method: zip.Deflate, Modified: made})
	if err != nil {
		return packet.Part{}, err
	}
	h := sha256.New()
	count := &counter{}
	if err := p.Write(io.MultiWriter(to, h, count)); err != nil {
		return packet.Part{}, err
	}
	return packet.Part{Name: p.Name, Size: count.n, SHA256: hex.EncodeToString(h.Sum(nil))}, nil
}

type counter struct{ n int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}
