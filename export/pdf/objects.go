package pdf

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"

	"jianban/export/deflate"
)

// document is a PDF as its objects, by object number less one.
type document struct {
	objects []*object // nil for those that are packed together
	small   []int     // numbers of these
	bodies  []byte    // theirs, one a line
	ends    []int     // where each of them ends
}

// object is what stands between "obj" and "endobj": a body and, of a stream, its
// content behind that.
type object struct{ body, stream []byte }

// reserve gives the number of an object that is set later.
func (f *document) reserve() int {
	f.objects = append(f.objects, nil)
	return len(f.objects)
}

func (f *document) set(number int, body []byte) { f.objects[number-1] = &object{body: body} }

// setSmall sets an object that is packed with its like, as the many parts of a
// document's structure are, to what was written behind bodies.
func (f *document) setSmall(number int, bodies []byte) {
	f.bodies = append(bodies, '\n')
	f.small, f.ends = append(f.small, number), append(f.ends, len(f.bodies))
}

// add appends an object and gives its number.
func (f *document) add(body string) int {
	f.objects = append(f.objects, &object{body: []byte(body)})
	return len(f.objects)
}

// addStream appends a compressed stream with these entries in its dictionary.
func (f *document) addStream(entries string, content []byte) int {
	return f.addPacked(entries, deflate.Zlib(content))
}

// addPacked appends a stream that is compressed already.
func (f *document) addPacked(entries string, packed []byte) int {
	number := f.reserve()
	f.setPacked(number, entries, packed)
	return number
}

// setPacked sets a stream that is compressed already.
func (f *document) setPacked(number int, entries string, packed []byte) {
	f.setStream(number, "/Filter /FlateDecode "+entries, packed)
}

func (f *document) setStream(number int, entries string, content []byte) {
	b := make([]byte, 0, len(entries)+32)
	b = append(strconv.AppendInt(append(b, "<</Length "...), int64(len(content)), 10), ' ')
	f.objects[number-1] = &object{append(append(b, entries...), ">>\nstream\n"...), content}
}

// perStream is how many small objects are packed together: a reader unpacks them
// all to see one.
const perStream = 250

// bytes writes the file (ISO 32000-1, 7.5); its identity is the sum of its
// contents.
func (f *document) bytes(root, info int) []byte {
	where := make([][2]int, len(f.objects)) // of small objects: the stream that has them, the place in it
	from, done := 0, 0                      // bytes, objects
	for chunk := range slices.Chunk(f.small, perStream) {
		index := make([]byte, 0, 12*len(chunk))
		at := from
		for i, number := range chunk {
			index = append(strconv.AppendInt(append(strconv.AppendInt(index, int64(number), 10), ' '), int64(at-from), 10), ' ')
			at = f.ends[done+i]
			where[number-1] = [2]int{len(f.objects) + 1, i}
		}
		f.addPacked(fmt.Sprintf("/Type /ObjStm /N %d /First %d", len(chunk), len(index)), deflate.Zlib(index, f.bodies[from:at]))
		from, done = at, done+len(chunk)
	}
	f.bodies = nil
	size := 1024 + 8*len(f.objects)
	for _, o := range f.objects {
		if o != nil {
			size += len(o.body) + len(o.stream) + 40
		}
	}
	b := make([]byte, 0, size)
	b = append(b, "%PDF-1.7\n%\xE5\xBB\xBA\xE5\x8A\x9E\n"...) // bytes above 127: a binary file
	table := binary.BigEndian.AppendUint16(make([]byte, 5, entry*(len(f.objects)+2)), 0xFFFF)
	for i, o := range f.objects {
		if o == nil {
			table = binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint32(append(table, 2), uint32(where[i][0])), uint16(where[i][1]))
			continue
		}
		table = append(binary.BigEndian.AppendUint32(append(table, 1), uint32(len(b))), 0, 0)
		b = append(append(strconv.AppendInt(b, int64(i+1), 10), " 0 obj\n"...), o.body...)
		if o.stream != nil {
			b = append(append(b, o.stream...), "\nendstream"...)
		}
		b = append(b, "\nendobj\n"...)
	}
	id, at, number := sha256.Sum256(b), len(b), len(f.objects)+1
	table = append(binary.BigEndian.AppendUint32(append(table, 1), uint32(at)), 0, 0) // the table itself
	packed := deflate.Zlib(below(table))
	b = fmt.Appendf(b, "%d 0 obj\n<</Type /XRef /Size %d /W [1 4 2] /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>] /Length %d /Filter /FlateDecode /DecodeParms <</Predictor 12 /Columns %d>>>>\nstream\n",
		number, number+1, root, info, id[:16], id[:16], len(packed), entry)
	b = append(b, packed...)
	return fmt.Appendf(b, "\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", at)
}

// entry is how many bytes an object takes in the table of all.
const entry = 7

// below is the table as differences, each entry from the one before, which are
// mostly alike (ISO 32000-1, 7.4.4.4: PNG's filter Up).
func below(table []byte) []byte {
	out := make([]byte, 0, len(table)/entry*(entry+1))
	for i := range table {
		if i%entry == 0 {
			out = append(out, 2)
		}
		before := byte(0)
		if i >= entry {
			before = table[i-entry]
		}
		out = append(out, table[i]-before)
	}
	return out
}
