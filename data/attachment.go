package data

import (
	"fmt"
)

// AttachmentMost is the largest attachment that is taken in, in bytes: the
// registry stays one file that can be copied and backed up.
const AttachmentMost = 2 << 30

// AttachmentFits refuses a file of a size that is not taken in; nil where it fits.
func AttachmentFits(name string, size int64) error {
	if size <= AttachmentMost {
		return nil
	}
	return Problem{Field: "附件", Message: fmt.Sprintf("“%s”太大，附件最大%s", name, SizeWords(AttachmentMost)), Hint: "请压缩或拆分后再放入"}
}

// AttachmentUnreadable tells that a file could not be read while it was taken in.
func AttachmentUnreadable(name string) error {
	return Problem{Field: "附件", Message: "读不出“" + name + "”", Hint: "请确认文件还在，并且没有被其他程序独占"}
}

// AttachmentChanged tells that a file was written to while it was taken in.
func AttachmentChanged(name string) error {
	return Problem{Field: "附件", Message: "“" + name + "”在放入时被改动了，没有放入", Hint: "请等它写完，或关闭正在改它的程序，再放入"}
}
