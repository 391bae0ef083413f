package packet

import (
	"archive/zip"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"jianban/data"
	"jianban/data/packet"
)

// Bounds of what is read, in bytes and pieces.
const (
	mostFile      = 8 << 30  // a package
	mostDirectory = 4 << 20  // its list of parts
	mostParts     = 20_000   //
	mostManifest  = 4 << 20  //
	mostJSON      = 64 << 20 // items or rules
	mostUnpacked  = 16 << 30 // all parts together
)

// File is a package that lies open.
type File struct {
	packet.Manifest
	Path      string
	Digest    string // SHA-256 of the manifest, hex
	signature []byte
	text      []byte
	file      *os.File
	parts     map[string]*zip.File
}

// refuse tells why a package cannot be taken.
func (f *File) refuse(message, hint string) error { return refuse(f.Path, message, hint) }

func refuse(path, message, hint string) error {
	return data.Problem{Field: "包", Message: "“" + filepath.Base(path) + "”" + message, Hint: hint}
}

const sendAgain = "请让对方重新发来"

// Is tells whether the file at path begins as packages do and is named as one;
// anything else may be a form that was filled in.
func Is(path string) bool { return strings.EqualFold(filepath.Ext(path), packet.Ending) }

// Open opens a package and reads its manifest. The signature is not looked at yet:
// see SignedBy.
func Open(path string) (_ *File, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, data.Problem{Field: "包", Message: "找不到“" + path + "”", Hint: "请核对文件的位置"}
	case err != nil:
		return nil, refuse(path, "读不了（"+err.Error()+"）", "请检查磁盘和权限")
	case !info.Mode().IsRegular():
		return nil, refuse(path, "不是文件", "请选择一个以 "+packet.Ending+" 结尾的文件")
	case info.Size() > mostFile:
		return nil, refuse(path, "太大，最大"+data.SizeWords(mostFile), sendAgain)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, refuse(path, "打不开（"+err.Error()+"）", "请检查权限，或先在别的程序里关闭它")
	}
	f := &File{Path: path, file: file}
	if err := f.open(info.Size()); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return f, nil
}

// Close closes the file.
func (f *File) Close() error { return f.file.Close() }

// open reads the list of parts and the manifest.
func (f *File) open(size int64) error {
	if err := f.listFits(size); err != nil {
		return err
	}
	z, err := zip.NewReader(f.file, size)
	if err != nil {
		return f.refuse("已损坏，读不出来", sendAgain)
	}
	if len(z.File) > mostParts+2 {
		return f.refuse("里的文件太多", sendAgain)
	}
	f.parts = make(map[string]*zip.File, len(z.File))
	for _, p := range z.File {
		if f.parts[p.Name] != nil || !goodName(p.Name) || !p.Mode().IsRegular() || p.Flags&1 != 0 {
			return f.refuse("里有不该有的文件（"+clip(p.Name)+"）", "它不是建办写的；"+sendAgain)
		}
		f.parts[p.Name] = p
	}
	if f.text, err = f.bounded(manifestName, mostManifest); err != nil {
		return err
	}
	signature, err := f.bounded(signatureName, 2*ed25519.SignatureSize)
	if err != nil {
		return err
	}
	if f.signature, err = hex.DecodeString(string(signature)); err != nil {
		return f.refuse("的签名读不出来", sendAgain)
	}
	f.Digest = digestOf(f.text)
	return f.manifest()
}

// listFits looks at the end of the file, where a zip says how long its list of parts
// is: a list that would fill the memory is refused before it is read.
func (f *File) listFits(size int64) error {
	const endSize = 22
	end := make([]byte, endSize)
	if size < endSize {
		return f.refuse("不是任务包或回传包", "请选择一个以 "+packet.Ending+" 结尾的文件")
	}
	if _, err := f.file.ReadAt(end, size-endSize); err != nil {
		return f.refuse("读不了（"+err.Error()+"）", "请检查磁盘")
	}
	length, offset := int64(binary.LittleEndian.Uint32(end[12:])), int64(binary.LittleEndian.Uint32(end[16:]))
	large := length == 0xffffffff || offset == 0xffffffff // the larger form of the list stands before this end
	switch {
	case string(end[:4]) != "PK\x05\x06":
		return f.refuse("不是完整的任务包或回传包", sendAgain)
	case large && size < 0xffffffff, !large && offset+length+endSize != size && !f.larger(size), length > mostDirectory && !large:
		return f.refuse("已损坏，读不出来", sendAgain)
	}
	return nil
}

// larger tells whether the list has the larger form that files beyond 4 GB have.
func (f *File) larger(size int64) bool {
	const both = 22 + 20 + 56
	head := make([]byte, 4)
	if size < both {
		return false
	}
	_, err := f.file.ReadAt(head, size-both)
	return err == nil && string(head) == "PK\x06\x06" && size >= 0xffffffff
}

var hash = regexp.MustCompile(`^[0-9a-f]{64}$`)

// goodName tells whether a part may be named so: in the package itself or in one
// folder, with nothing that leads elsewhere.
func goodName(name string) bool {
	if len(name) > 300 || !utf8.ValidString(name) || strings.ContainsAny(name, "\\:*?\"<>|") || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' }) {
		return false
	}
	parts := strings.Split(name, "/")
	return len(parts) <= 2 && !slices.ContainsFunc(parts, func(p string) bool { return p == "" || strings.HasPrefix(p, ".") })
}

// bounded reads a small part whole.
func (f *File) bounded(name string, most int64) ([]byte, error) {
	p := f.parts[name]
	if p == nil {
		return nil, f.refuse("不是任务包或回传包，里面没有"+name, "请选择一个以 "+packet.Ending+" 结尾的文件")
	}
	r, err := p.Open()
	if err != nil {
		return nil, f.refuse("已损坏，读不出"+name, sendAgain)
	}
	text, err := io.ReadAll(io.LimitReader(r, most+1))
	if err = errors.Join(err, r.Close()); err != nil {
		return nil, f.refuse("已损坏，读不出"+name, sendAgain)
	}
	if int64(len(text)) > most {
		return nil, f.refuse("里的"+name+"太大", sendAgain)
	}
	return text, nil
}

// manifest reads what the package says of itself and holds it against its parts.
func (f *File) manifest() error {
	m := &f.Manifest
	var form struct {
		Format int `json:"format"`
	}
	if err := json.Unmarshal(f.text, &form); err != nil {
		return f.refuse("的清单读不出来", sendAgain)
	}
	if form.Format > packet.Format {
		return f.refuse(fmt.Sprintf("由更新版本的建办制作（格式%d，本程序到%d）", form.Format, packet.Format), "请升级程序")
	}
	if err := json.Unmarshal(f.text, m); err != nil || !f.sensible() {
		return f.refuse("的清单读不出来", sendAgain)
	}
	if len(m.Parts)+2 != len(f.parts) {
		return f.refuse("里的文件与清单不符", sendAgain)
	}
	var all int64
	seen := map[string]bool{}
	for _, p := range m.Parts {
		z := f.parts[p.Name]
		if z == nil || seen[p.Name] || p.Name == manifestName || p.Name == signatureName || p.Size < 0 || uint64(p.Size) != z.UncompressedSize64 || !hash.MatchString(p.SHA256) {
			return f.refuse("里的文件与清单不符（"+clip(p.Name)+"）", sendAgain)
		}
		if sum, ok := strings.CutPrefix(p.Name, attachments); ok && sum != p.SHA256 {
			return f.refuse("里的附件与清单不符", sendAgain)
		}
		seen[p.Name] = true
		if all += p.Size; all > mostUnpacked || p.Size > data.AttachmentMost {
			return f.refuse("展开后太大", sendAgain)
		}
	}
	return nil
}

// sensible tells whether the manifest is one at all.
func (f *File) sensible() bool {
	m := &f.Manifest
	task := m.Kind == packet.Task && m.Round == 0 && m.Task == ""
	back := m.Kind == packet.Return && m.Round > 0 && hash.MatchString(m.Task)
	for _, s := range []string{m.Office, m.Unit, m.Program} {
		if !utf8.ValidString(s) || len(s) > 600 {
			return false
		}
	}
	return m.Format >= 1 && (task || back) && m.Number > 0 && m.Year > 0 && m.UnitID > 0 && hash.MatchString(m.OfficeKey) && hash.MatchString(m.ReturnKey)
}

// SignedBy tells whether the manifest bears the signature of a key, hex.
func (f *File) SignedBy(key string) bool {
	public, err := hex.DecodeString(key)
	return err == nil && len(public) == ed25519.PublicKeySize && ed25519.Verify(public, append([]byte(signedAs), f.text...), f.signature)
}

// Whole reads every part and refuses a package of which any is not as the manifest
// says.
func (f *File) Whole() error {
	for _, p := range f.Parts {
		if err := f.copy(p, io.Discard); err != nil {
			return err
		}
	}
	return nil
}

// copy writes a part, which was as the manifest says only if no error comes.
func (f *File) copy(p packet.Part, to io.Writer) error {
	r, err := f.parts[p.Name].Open()
	if err != nil {
		return f.refuse("已损坏，读不出"+p.Name, sendAgain)
	}
	h := sha256.New()
	n, err := io.Copy(io.MultiWriter(to, h), io.LimitReader(r, p.Size+1))
	if err = errors.Join(err, r.Close()); err != nil || n != p.Size || hex.EncodeToString(h.Sum(nil)) != p.SHA256 {
		return f.refuse("已损坏，"+p.Name+"与清单不符", sendAgain)
	}
	return nil
}

// part finds a part by its name.
func (f *File) part(name string) (packet.Part, bool) {
	i := slices.IndexFunc(f.Parts, func(p packet.Part) bool { return p.Name == name })
	if i < 0 {
		return packet.Part{}, false
	}
	return f.Parts[i], true
}

// Read reads a part that holds a value.
func (f *File) Read(name string, into any) error {
	p, ok := f.part(name)
	if !ok {
		return f.refuse("里没有"+name, sendAgain)
	}
	if p.Size > mostJSON {
		return f.refuse("里的"+name+"太大", sendAgain)
	}
	var text bytes.Buffer
	if err := f.copy(p, &text); err != nil {
		return err
	}
	if err := json.Unmarshal(text.Bytes(), into); err != nil {
		return f.refuse("里的"+name+"读不出来", sendAgain)
	}
	return nil
}

// Attachment gives the content of an attachment by its hash from a copy that is
// removed when it is closed; nil where the package lacks it.
func (f *File) Attachment(sha256 string) (io.ReadSeekCloser, error) {
	p, ok := f.part(AttachmentName(sha256))
	if !ok {
		return nil, nil
	}
	tmp, err := os.CreateTemp("", "jianban-*")
	if err != nil {
		return nil, data.Problem{Field: "附件", Message: "不能建立临时文件", Hint: "请检查磁盘空间"}
	}
	held := temporary{tmp}
	if err := f.copy(p, tmp); err != nil {
		return nil, errors.Join(err, held.Close())
	}
	return held, nil
}

// temporary is a file that goes when it is closed.
type temporary struct{ *os.File }

func (t temporary) Close() error { return errors.Join(t.File.Close(), os.Remove(t.Name())) }

func clip(s string) string {
	s = strings.ToValidUTF8(s, "?")
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
