package clipboard

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image/png"

	"golang.org/x/image/bmp"
)

// Lengths of the headers of a bitmap (wingdi.h).
const (
	fileHeader  = 14
	infoHeader  = 40
	bitFields   = 3 // BI_BITFIELDS: colour masks follow a header of 40 bytes
	masksLength = 12

	mostSide, mostPixels = 1 << 16, 100_000_000 // more than any screen's
)

// pngOf makes a PNG of a bitmap as the clipboard holds it (a DIB: the header and
// the pixels, without the file's header).
func pngOf(dib []byte) ([]byte, error) {
	if len(dib) < infoHeader {
		return nil, fmt.Errorf("a bitmap of %d bytes", len(dib))
	}
	header := binary.LittleEndian.Uint32(dib)
	compression := binary.LittleEndian.Uint32(dib[16:])
	bits := binary.LittleEndian.Uint16(dib[14:])
	// What the header promises must be there: decoding trusts it.
	width, height := int64(int32(binary.LittleEndian.Uint32(dib[4:]))), int64(int32(binary.LittleEndian.Uint32(dib[8:])))
	if width > mostSide || max(height, -height) > mostSide || width*max(height, -height) > mostPixels {
		return nil, fmt.Errorf("a bitmap of %d × %d", width, height)
	}
	if row := (width*int64(bits) + 31) / 32 * 4; width <= 0 || height == 0 || bits == 0 || row*max(height, -height) > int64(len(dib)) {
		return nil, fmt.Errorf("a bitmap of %d × %d in %d bytes", width, height, len(dib))
	}
	pixels := dib
	switch {
	case header == infoHeader && compression == bitFields && len(dib) > infoHeader+masksLength:
		// The masks of screenshots are the usual ones; without them it is a plain bitmap.
		pixels = append(append([]byte{}, dib[:infoHeader]...), dib[infoHeader+masksLength:]...)
		binary.LittleEndian.PutUint32(pixels[16:], 0)
	case int64(header) > int64(len(dib)):
		return nil, fmt.Errorf("a header of %d bytes in %d", header, len(dib))
	}
	offset := fileHeader + header
	if colours := binary.LittleEndian.Uint32(dib[32:]); bits <= 8 {
		if colours == 0 {
			colours = 1 << bits
		}
		offset += 4 * colours
	}
	file := make([]byte, fileHeader, fileHeader+len(pixels))
	copy(file, "BM")
	binary.LittleEndian.PutUint32(file[2:], uint32(fileHeader+len(pixels)))
	binary.LittleEndian.PutUint32(file[10:], offset)
	img, err := bmp.Decode(bytes.NewReader(append(file, pixels...)))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
