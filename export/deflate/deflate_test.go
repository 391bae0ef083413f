package deflate_test

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"hash/crc32"
	"io"
	"math/rand/v2"
	"testing"

	"jianban/export/deflate"
)

// unpacked is what Go's own reader makes of a stream, its sum checked.
func unpacked(t testing.TB, stream []byte) []byte {
	t.Helper()
	r, err := zlib.NewReader(bytes.NewReader(stream))
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// matter is bytes of several kinds: none, one value, text, repeats far and near,
// values so unlike in number that codes of more than 15 bits would be wanted.
func matter() [][]byte {
	noise := rand.New(rand.NewPCG(1, 2))
	random := make([]byte, 70_000)
	for i := range random {
		random[i] = byte(noise.Uint32())
	}
	var skewed []byte
	for v, n := 0, 1; v < 24; v, n = v+1, n+n/2+1 {
		skewed = append(skewed, bytes.Repeat([]byte{byte(v * 7), byte(v * 11), byte(n)}, n)...)
	}
	noise.Shuffle(len(skewed), func(i, j int) { skewed[i], skewed[j] = skewed[j], skewed[i] })
	return [][]byte{
		nil, {7}, {7, 7, 7}, bytes.Repeat([]byte{9}, 100_000), []byte("答复、答复、答复，请予审定。答复、答复"), random,
		skewed, append(bytes.Clone(random[:40_000]), random[:40_000]...), random[:255], random[:256],
	}
}

func TestStreamsUnpackToTheirPieces(t *testing.T) {
	all := matter()
	var want []byte
	var pieces []deflate.Piece
	for i, data := range all {
		p := deflate.Cut(data)
		if p.Size() != len(data) {
			t.Errorf("piece %d: size %d, want %d", i, p.Size(), len(data))
		}
		if got := unpacked(t, deflate.Stream([]deflate.Piece{p}, nil)); !bytes.Equal(got, data) {
			t.Errorf("piece %d of %d bytes comes out as %d others", i, len(data), len(got))
		}
		want = append(want, data...)
		pieces = append(pieces, p, deflate.Cut(data))
		want = append(want, data...)
		if got := unpacked(t, deflate.Stream(pieces, data)); !bytes.Equal(got, append(want[:len(want):len(want)], data...)) {
			t.Errorf("%d bytes and %d behind them come out as %d others", len(want), len(data), len(got))
		}
	}
	if got := unpacked(t, deflate.Stream(nil, nil)); len(got) != 0 {
		t.Errorf("nothing comes out as %q", got)
	}
}

// raw tells where a stream without zlib's head and end, or its sum, is not that of
// these bytes.
func raw(t testing.TB, pieces []deflate.Piece, rest, want []byte) {
	t.Helper()
	packed, crc := deflate.Raw(pieces, rest)
	got, err := io.ReadAll(flate.NewReader(bytes.NewReader(packed)))
	if err != nil || !bytes.Equal(got, want) || crc != crc32.ChecksumIEEE(want) {
		t.Errorf("%d bytes come out as %d, sum %08x, want %08x, %v", len(want), len(got), crc, crc32.ChecksumIEEE(want), err)
	}
}

func TestRawStreamsHaveTheirSum(t *testing.T) {
	var pieces []deflate.Piece
	var want []byte
	for _, data := range matter() {
		pieces, want = append(pieces, deflate.Cut(data)), append(want, data...)
		raw(t, pieces, nil, want)
		raw(t, pieces, data, append(want[:len(want):len(want)], data...))
	}
	raw(t, nil, nil, nil)
}

// Repeats and frequent bytes take less room.
func TestStreamsAreSmaller(t *testing.T) {
	text := bytes.Repeat([]byte("关于推进老旧小区改造的建议"), 50)
	if n := len(deflate.Stream([]deflate.Piece{deflate.Cut(text)}, nil)); n > len(text)/8 {
		t.Errorf("%d bytes take %d", len(text), n)
	}
}

func FuzzStream(f *testing.F) {
	for _, data := range matter() {
		f.Add(data[:min(len(data), 4000)], 3)
	}
	f.Fuzz(func(t *testing.T, data []byte, at int) {
		at = max(0, min(at, len(data)))
		a, b := deflate.Cut(data[:at]), deflate.Cut(data[at:])
		if got := unpacked(t, deflate.Stream([]deflate.Piece{a, b}, nil)); !bytes.Equal(got, data) {
			t.Errorf("%q comes out as %q", data, got)
		}
		if got := unpacked(t, deflate.Stream([]deflate.Piece{a}, data[at:])); !bytes.Equal(got, data) {
			t.Errorf("%q behind a piece comes out as %q", data, got)
		}
		raw(t, []deflate.Piece{a, b}, nil, data)
		raw(t, []deflate.Piece{a}, data[at:], data)
	})
}
