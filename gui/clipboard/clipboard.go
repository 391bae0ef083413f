// Package clipboard reads what Fyne's clipboard cannot: files that were copied
// in the file manager, and pictures, such as a screenshot or a photo from a
// chat. Text stays Fyne's affair.
//
// Read gives what is there. It starts no goroutine and knows no widget; it may
// take a while and is called off the UI goroutine.
package clipboard

import (
	"net/url"
	"path/filepath"
	"strings"

	"jianban/data"
)

// Content is what the clipboard holds of files and pictures; both are empty
// where it holds neither.
type Content struct {
	Files   []string // full paths
	Picture []byte   // a PNG file
}

// mostPicture bounds a picture taken from the clipboard, in bytes.
const mostPicture = 64 << 20

// errTooLarge is the answer to a picture over mostPicture.
var errTooLarge = data.Problem{Field: "粘贴", Message: "剪贴板里的图片太大", Hint: "请先存成文件，再添加附件"}

// uriList reads paths from a text/uri-list (RFC 2483); what is no local file is
// passed over.
func uriList(text string) (paths []string) {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		u, err := url.Parse(line)
		if err == nil && u.Scheme == "file" && u.Path != "" {
			paths = append(paths, filepath.FromSlash(u.Path))
		}
	}
	return paths
}
