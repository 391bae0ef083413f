package clipboard

import (
	"context"
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows"

	"jianban/data"
)

var (
	user32             = windows.NewLazySystemDLL("user32.dll")
	kernel32           = windows.NewLazySystemDLL("kernel32.dll")
	shell32            = windows.NewLazySystemDLL("shell32.dll")
	openClipboard      = user32.NewProc("OpenClipboard")
	closeClipboard     = user32.NewProc("CloseClipboard")
	getClipboardData   = user32.NewProc("GetClipboardData")
	registerFormat     = user32.NewProc("RegisterClipboardFormatW")
	globalLock         = kernel32.NewProc("GlobalLock")
	globalUnlock       = kernel32.NewProc("GlobalUnlock")
	globalSize         = kernel32.NewProc("GlobalSize")
	dragQueryFile      = shell32.NewProc("DragQueryFileW")
	errClipboardInUse  = data.Problem{Field: "粘贴", Message: "剪贴板正被别的程序占用", Hint: "请稍候再试"}
	errPictureNotKnown = data.Problem{Field: "粘贴", Message: "剪贴板里的图片格式不认识", Hint: "请先存成文件，再添加附件"}
)

// The clipboard's own formats (winuser.h).
const (
	formatDIB   = 8
	formatDrop  = 15
	formatDIBV5 = 17
)

// Read asks Windows' clipboard: copied files, else a picture as PNG or bitmap.
func Read(ctx context.Context) (Content, error) {
	runtime.LockOSThread() // the clipboard belongs to the thread that opened it
	defer runtime.UnlockOSThread()
	if ok, _, _ := openClipboard.Call(0); ok == 0 {
		return Content{}, errClipboardInUse
	}
	defer func() { _, _, _ = closeClipboard.Call() }()
	if files := droppedFiles(); len(files) > 0 {
		return Content{Files: files}, ctx.Err()
	}
	picture, err := picture()
	return Content{Picture: picture}, err
}

// droppedFiles are the files that were copied in the file manager.
func droppedFiles() (paths []string) {
	drop, _, _ := getClipboardData.Call(formatDrop)
	if drop == 0 {
		return nil
	}
	count, _, _ := dragQueryFile.Call(drop, 0xFFFFFFFF, 0, 0)
	for i := range count {
		n, _, _ := dragQueryFile.Call(drop, i, 0, 0)
		name := make([]uint16, n+1)
		if n, _, _ = dragQueryFile.Call(drop, i, uintptr(unsafe.Pointer(&name[0])), n+1); n > 0 {
			paths = append(paths, windows.UTF16ToString(name))
		}
	}
	return paths
}

func picture() ([]byte, error) {
	if name, err := windows.UTF16PtrFromString("PNG"); err == nil {
		if png, _, _ := registerFormat.Call(uintptr(unsafe.Pointer(name))); png != 0 {
			if content, err := bytesOf(png); err != nil || len(content) > 0 {
				return content, err
			}
		}
	}
	for _, format := range []uintptr{formatDIBV5, formatDIB} {
		dib, err := bytesOf(format)
		if err != nil {
			return nil, err
		}
		if len(dib) == 0 {
			continue
		}
		if png, err := pngOf(dib); err == nil {
			return png, nil
		}
		if format == formatDIB {
			return nil, errPictureNotKnown
		}
	}
	return nil, nil
}

// bytesOf copies what the clipboard holds of a format; nil where nothing is.
func bytesOf(format uintptr) ([]byte, error) {
	handle, _, _ := getClipboardData.Call(format)
	if handle == 0 {
		return nil, nil
	}
	size, _, _ := globalSize.Call(handle)
	if size > mostPicture {
		return nil, errTooLarge
	}
	at, _, _ := globalLock.Call(handle)
	if at == 0 || size == 0 {
		return nil, nil
	}
	defer func() { _, _, _ = globalUnlock.Call(handle) }()
	content := make([]byte, size)
	copy(content, unsafe.Slice((*byte)(*(*unsafe.Pointer)(unsafe.Pointer(&at))), size))
	return content, nil
}
