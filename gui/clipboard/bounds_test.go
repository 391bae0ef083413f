package clipboard

import (
	"encoding/binary"
	"strings"
	"testing"
)

// What a bitmap's header promises is bounded before anything is made of it.
func TestBitmapsOfAnySizeAreRefused(t *testing.T) {
	t.Parallel()
	for _, c := range [][2]int32{{1 << 30, 1 << 30}, {1 << 16, -1 << 31}, {1<<16 + 1, 1}, {60_000, 60_000}} {
		dib := make([]byte, 64)
		binary.LittleEndian.PutUint32(dib, infoHeader)
		binary.LittleEndian.PutUint32(dib[4:], uint32(c[0]))
		binary.LittleEndian.PutUint32(dib[8:], uint32(c[1]))
		binary.LittleEndian.PutUint16(dib[14:], 32)
		if _, err := pngOf(dib); err == nil || strings.Contains(err.Error(), "bytes") {
			t.Errorf("%v: %v", c, err)
		}
	}
}
