package font

import (
	"bytes"
	"compress/zlib"
	"io"
	"reflect"
	"testing"

	"jianban/export/page"
)

// A packed program is the program, byte for byte, whatever was packed before.
func TestPackedProgramsUnpackToTheProgram(t *testing.T) {
	for _, face := range page.Faces {
		src := standsFor()[face]
		for _, text := range []string{"", "国", "国一的龙A8é，—“", "一国龙龙", "韡🙂不"} {
			var letters []Letter
			for i, r := range text {
				letters = append(letters, Letter{Char: r, Extra: i % 3 * 20})
			}
			want, err := src.Program(letters)
			if err != nil {
				t.Fatal(err)
			}
			got, stream, length, err := src.Packed(letters)
			if err != nil {
				t.Fatal(err)
			}
			r, err := zlib.NewReader(bytes.NewReader(stream))
			if err != nil {
				t.Fatal(err)
			}
			file, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(file, want.File) || length != len(file) {
				t.Errorf("%s %q: %d bytes, said to be %d, want %d", face, text, len(file), length, len(want.File))
			}
			want.File = nil
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s %q: %+v, want %+v", face, text, got, want)
			}
		}
	}
}
