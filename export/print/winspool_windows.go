package print

import (
	"context"
	"errors"
	"unsafe"

	"golang.org/x/sys/windows"

	"jianban/data"
	"jianban/export/page"
)

var (
	winspool           = windows.NewLazySystemDLL("winspool.drv")
	enumPrinters       = winspool.NewProc("EnumPrintersW")
	getDefaultPrinter  = winspool.NewProc("GetDefaultPrinterW")
	openPrinter        = winspool.NewProc("OpenPrinterW")
	closePrinter       = winspool.NewProc("ClosePrinter")
	documentProperties = winspool.NewProc("DocumentPropertiesW")
	deviceCapabilities = winspool.NewProc("DeviceCapabilitiesW")
)

// Values of winspool.h and wingdi.h.
const (
	printerEnumLocal       = 0x2
	printerEnumConnections = 0x4
	dmOutBuffer            = 0x2
	dmInBuffer             = 0x8
	dcCopies               = 18
	errorPrintCancelled    = windows.Errno(63)
)

// printerInfo4 is PRINTER_INFO_4W, which Windows tells without asking servers.
type printerInfo4 struct {
	name, server *uint16
	attributes   uint32
}

// systemPrinters asks the spooler.
func systemPrinters(context.Context) ([]Printer, error) {
	const flags, level = printerEnumLocal | printerEnumConnections, 4
	var need, count uint32
	// The first call tells the size. Without any printer it needs no room.
	_, _, _ = enumPrinters.Call(flags, 0, level, 0, 0, uintptr(unsafe.Pointer(&need)), uintptr(unsafe.Pointer(&count)))
	if need == 0 {
		return nil, nil
	}
	buf := make([]uint64, need/8+1) // aligned for pointers
	if ok, _, err := enumPrinters.Call(flags, 0, level, uintptr(unsafe.Pointer(&buf[0])), uintptr(need), uintptr(unsafe.Pointer(&need)), uintptr(unsafe.Pointer(&count))); ok == 0 {
		return nil, refused("不能列出打印机", err)
	}
	byDefault := defaultPrinter()
	var all []Printer
	for _, info := range unsafe.Slice((*printerInfo4)(unsafe.Pointer(&buf[0])), count) {
		name := windows.UTF16PtrToString(info.name)
		all = append(all, Printer{Name: name, Default: name == byDefault})
	}
	return all, nil
}

// defaultPrinter is its name; "" where none is chosen.
func defaultPrinter() string {
	var n uint32
	_, _, _ = getDefaultPrinter.Call(0, uintptr(unsafe.Pointer(&n))) // tells the length
	if n == 0 {
		return ""
	}
	buf := make([]uint16, n)
	if ok, _, _ := getDefaultPrinter.Call(uintptr(unsafe.Pointer(&buf[0])), uintptr(unsafe.Pointer(&n))); ok == 0 {
		return ""
	}
	return windows.UTF16ToString(buf)
}

// settings are a printer's DEVMODE for one job, the driver's own part included.
type settings struct {
	device *uint16
	handle windows.Handle
	buf    []uint64
}

// openSettings takes the printer's settings as they are; close ends their use.
func openSettings(name string) (*settings, error) {
	device, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return nil, refused("打印机的名称不对", err)
	}
	s := &settings{device: device}
	if ok, _, err := openPrinter.Call(uintptr(unsafe.Pointer(device)), uintptr(unsafe.Pointer(&s.handle)), 0); ok == 0 {
		return nil, refused("打不开打印机“"+name+"”", err)
	}
	size, _, err := documentProperties.Call(0, uintptr(s.handle), uintptr(unsafe.Pointer(device)), 0, 0, 0)
	if int32(size) < int32(unsafe.Sizeof(devMode{})) {
		s.close()
		return nil, refused("打印机“"+name+"”不说明它的设置", err)
	}
	s.buf = make([]uint64, size/8+1)
	if r, _, err := documentProperties.Call(0, uintptr(s.handle), uintptr(unsafe.Pointer(device)), uintptr(unsafe.Pointer(&s.buf[0])), 0, dmOutBuffer); int32(r) < 0 {
		s.close()
		return nil, refused("打印机“"+name+"”不说明它的设置", err)
	}
	return s, nil
}

func (s *settings) close() { _, _, _ = closePrinter.Call(uintptr(s.handle)) }

// set takes what the job wants; the driver puts right what it cannot do.
func (s *settings) set(job Job, copies int, size page.Size) {
	(*devMode)(unsafe.Pointer(&s.buf[0])).set(job, copies, size)
	_, _, _ = documentProperties.Call(0, uintptr(s.handle), uintptr(unsafe.Pointer(s.device)), uintptr(unsafe.Pointer(&s.buf[0])), uintptr(unsafe.Pointer(&s.buf[0])), dmInBuffer|dmOutBuffer)
}

// mostCopies is how many sorted copies the driver makes by itself.
func (s *settings) mostCopies() int {
	n, _, _ := deviceCapabilities.Call(uintptr(unsafe.Pointer(s.device)), 0, dcCopies, 0, uintptr(unsafe.Pointer(&s.buf[0])))
	return max(1, int(int32(n)))
}

// refused tells what Windows did not do; a person's own cancelling (such as in
// the window of a PDF printer) is context.Canceled.
func refused(what string, err error) error {
	if errors.Is(err, windows.ERROR_CANCELLED) || errors.Is(err, errorPrintCancelled) {
		return context.Canceled
	}
	return data.Problem{Field: "打印机", Message: what + "（" + err.Error() + "）", Hint: "请检查打印机是否开机、联机，或存为 PDF"}
}
