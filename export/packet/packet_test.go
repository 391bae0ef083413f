package packet_test

import (
	"archive/zip"
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"jianban/data"
	"jianban/data/packet"
	pack "jianban/export/packet"
)

var key = ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))

func public() string { return hex.EncodeToString(key.Public().(ed25519.PublicKey)) }

func manifest() packet.Manifest {
	return packet.Manifest{Format: 1, Kind: packet.Task, Program: "1", Office: "区政府办", OfficeKey: public(), Unit: "区住建局", UnitID: 3, Year: 2022, Number: 1,
		Made: time.Date(2022, 4, 1, 8, 0, 0, 0, time.UTC), ReturnKey: public()}
}

// made is a package with two parts.
func made(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	parts := []pack.Part{pack.JSON(pack.ItemsName, []data.Case{{Proposal: data.Proposal{ID: 1, Number: "12"}}}), pack.Bytes("表单/转办单.pdf", []byte("%PDF"))}
	if _, err := pack.Write(&b, manifest(), parts, key); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func at(t testing.TB, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.jbpkg")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// look opens, checks and reads a package whole.
func look(path string) (items []data.Case, signed bool, err error) {
	f, err := pack.Open(path)
	if err != nil {
		return nil, false, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	signed = f.SignedBy(public())
	return items, signed, errors.Join(f.Whole(), f.Read(pack.ItemsName, &items))
}

func TestAPackageComesBack(t *testing.T) {
	items, signed, err := look(at(t, made(t)))
	if err != nil || !signed || len(items) != 1 || items[0].Proposal.Number != "12" {
		t.Errorf("%v, signed %v, %v", items, signed, err)
	}
}

// Whatever byte is changed, the package is refused or reads the same: nothing else
// comes out of it under the office's signature.
func TestNoChangedByteIsBelieved(t *testing.T) {
	whole := made(t)
	want, _, _ := look(at(t, whole))
	for i := range whole {
		changed := slices.Clone(whole)
		changed[i] ^= 0x15
		items, signed, err := look(at(t, changed))
		switch {
		case err != nil && !data.Told(err):
			t.Fatalf("byte %d: no sentence: %v", i, err)
		case err == nil && signed && (len(items) != len(want) || items[0].Proposal.Number != want[0].Proposal.Number):
			t.Fatalf("byte %d: believed %v", i, items)
		}
	}
	for n := range len(whole) {
		if _, _, err := look(at(t, whole[:n])); !data.Told(err) {
			t.Fatalf("cut to %d bytes: %v", n, err)
		}
	}
}

// rezipped writes a package anew with its parts changed, its manifest as change leaves
// it, rightly signed: what only the one who holds the key could do.
func rezipped(t *testing.T, change func(m *packet.Manifest, parts map[string][]byte)) []byte {
	t.Helper()
	old, err := zip.NewReader(bytes.NewReader(made(t)), int64(len(made(t))))
	if err != nil {
		t.Fatal(err)
	}
	parts, m := map[string][]byte{}, packet.Manifest{}
	for _, f := range old.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := json.Unmarshal(parts["manifest.json"], &m); err != nil {
		t.Fatal(err)
	}
	change(&m, parts)
	text, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	parts["manifest.json"] = text
	parts["manifest.sig"] = []byte(hex.EncodeToString(ed25519.Sign(key, append([]byte("jianban packet 1\n"), text...))))
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range parts {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A manifest that lies is refused although its signature is right, and so are names
// that lead elsewhere and parts that nobody named.
func TestManifestsThatLie(t *testing.T) {
	for name, change := range map[string]func(*packet.Manifest, map[string][]byte){
		"a size too small":    func(m *packet.Manifest, _ map[string][]byte) { m.Parts[0].Size-- },
		"a size too large":    func(m *packet.Manifest, _ map[string][]byte) { m.Parts[0].Size++ },
		"a size below zero":   func(m *packet.Manifest, _ map[string][]byte) { m.Parts[0].Size = -1 },
		"another hash":        func(m *packet.Manifest, _ map[string][]byte) { m.Parts[0].SHA256 = strings.Repeat("0", 64) },
		"a hash that is none": func(m *packet.Manifest, _ map[string][]byte) { m.Parts[0].SHA256 = "../x" },
		"a part unnamed":      func(m *packet.Manifest, p map[string][]byte) { p["mehr.txt"] = []byte("x") },
		"a part that lacks":   func(m *packet.Manifest, p map[string][]byte) { delete(p, m.Parts[0].Name) },
		"a part named twice":  func(m *packet.Manifest, p map[string][]byte) { m.Parts = append(m.Parts, m.Parts[0]); p["x"] = nil },
		"the folder above": func(m *packet.Manifest, p map[string][]byte) {
			p["../x"] = p[m.Parts[0].Name]
			m.Parts[0].Name = "../x"
		},
		"a root":           func(m *packet.Manifest, p map[string][]byte) { p["/x"] = nil },
		"a drive":          func(m *packet.Manifest, p map[string][]byte) { p["C:x"] = nil },
		"backslashes":      func(m *packet.Manifest, p map[string][]byte) { p[`..\x`] = nil },
		"deep folders":     func(m *packet.Manifest, p map[string][]byte) { p["a/b/c"] = nil },
		"a newer form":     func(m *packet.Manifest, _ map[string][]byte) { m.Format = 2 },
		"no kind":          func(m *packet.Manifest, _ map[string][]byte) { m.Kind = "other" },
		"no number":        func(m *packet.Manifest, _ map[string][]byte) { m.Number = 0 },
		"a return of none": func(m *packet.Manifest, _ map[string][]byte) { m.Kind = packet.Return; m.Round = 1 },
		"huge":             func(m *packet.Manifest, _ map[string][]byte) { m.Parts[0].Size = 1 << 60 },
		"a long manifest":  func(m *packet.Manifest, _ map[string][]byte) { m.Office = strings.Repeat("长", 3<<20) },
	} {
		if _, _, err := look(at(t, rezipped(t, change))); !data.Told(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, signed, err := look(at(t, rezipped(t, func(*packet.Manifest, map[string][]byte) {}))); err != nil || !signed {
		t.Errorf("unchanged it is refused: %v", err)
	}
}

// A part that unpacks to far more than was said is read no further than that.
func TestABombIsNotUnpacked(t *testing.T) {
	bomb := rezipped(t, func(m *packet.Manifest, p map[string][]byte) {
		p["manifest.sig"] = nil
		p[m.Parts[1].Name] = make([]byte, 300<<20)
	})
	if len(bomb) > 1<<20 {
		t.Fatalf("%d bytes", len(bomb))
	}
	if _, _, err := look(at(t, bomb)); !data.Told(err) {
		t.Errorf("bomb: %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	whole := made(f)
	f.Add(whole)
	f.Add(whole[:len(whole)-22])
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\xff", 18)))
	f.Fuzz(func(t *testing.T, content []byte) {
		items, signed, err := look(at(t, content))
		if err != nil && !data.Told(err) {
			t.Errorf("no sentence: %v", err)
		}
		if err == nil && signed && (len(items) != 1 || items[0].Proposal.Number != "12") {
			t.Errorf("believed %v", items)
		}
	})
}
