package gui

import (
	"fmt"
	"os"
	"runtime"
	"strings"

	"github.com/go-gl/gl/v2.1/gl"
	"github.com/go-gl/glfw/v3.4/glfw"

	"jianban/data"
	"jianban/data/fault"
	"jianban/gui/native"
)

// CanDraw tells why no window can be drawn on this machine; nil where one can.
// Fyne itself would run on without a window, unseen, so that this is asked
// before anything is opened. It makes a window like Fyne's that nobody sees, and
// looks for the same functions of OpenGL.
func CanDraw() error {
	err := fault.Try(func() error { // glfw panics at errors that it does not expect
		if err := native.LoadOpenGL(); err != nil {
			return noOpenGL("Mesa：" + err.Error())
		}
		if err := glfw.Init(); err != nil {
			return noDisplay(err)
		}
		if os.Getenv("WAYLAND_DISPLAY") != "" || os.Getenv("FYNE_PLATFORM") != "" {
			defer glfw.Terminate() // Fyne chooses between Wayland and X11 when it begins
		}
		return drawable()
	})
	return err
}

// DrawsBySoftware has the program begin again to draw without a graphics card,
// where what it needs for that lies beside it, and tells whether it does.
func DrawsBySoftware() bool { return native.BySoftwareInstead() }

// drawable makes the window that nobody sees.
func drawable() error {
	defer glfw.DefaultWindowHints()
	glfw.WindowHint(glfw.Visible, glfw.False)
	glfw.WindowHint(glfw.ContextVersionMajor, needMajor)
	glfw.WindowHint(glfw.ContextVersionMinor, needMinor)
	w, err := unseen(func() (*glfw.Window, error) { return glfw.CreateWindow(1, 1, "", nil, nil) })
	if err != nil {
		return err
	}
	defer w.Destroy()
	w.MakeContextCurrent()
	defer glfw.DetachCurrentContext()
	if err := gl.Init(); err != nil {
		return noOpenGL(err.Error())
	}
	version := gl.GoStr(gl.GetString(gl.VERSION))
	if !enough(version) {
		return noOpenGL("OpenGL " + version)
	}
	return nil
}

// unseen makes a window. Of what can be in the way glfw returns some as an error,
// panics at some (no pixel format) and only logs the rest (the system's own words).
func unseen(make func() (*glfw.Window, error)) (w *glfw.Window, err error) {
	defer func() {
		if r := recover(); r != nil {
			w, err = nil, noOpenGL(fmt.Sprint(r))
		}
	}()
	switch w, err = make(); {
	case err != nil:
		return nil, noOpenGL(err.Error())
	case w == nil:
		return nil, noOpenGL("系统没有给出可以绘图的窗口")
	}
	return w, nil
}

// What Fyne draws with.
const needMajor, needMinor = 2, 1

// enough tells whether a version of OpenGL, such as 4.5 (Compatibility Profile)
// Mesa 22.3.6, is one that Fyne draws with.
func enough(version string) bool {
	var major, minor int
	if _, err := fmt.Sscanf(version, "%d.%d", &major, &minor); err != nil {
		return false
	}
	return major > needMajor || major == needMajor && minor >= needMinor
}

// noDisplay is what a person is told where there is no display to draw on.
func noDisplay(why error) error {
	return data.Problem{Field: "窗口", Message: "没有可以使用的图形界面（" + oneLine(why.Error()) + "）", Hint: "请在有桌面的机器上运行，或使用命令（jianban help）；登记库没有打开，没有改动"}
}

// noOpenGL is what a person is told where the machine draws without OpenGL 2.1.
func noOpenGL(why string) error {
	way := "请安装显卡的驱动程序（Linux 上是 libgl1-mesa-dri）后再打开"
	if runtime.GOOS == "windows" {
		way = "请安装或更新显卡驱动程序；用远程桌面或虚拟机的，请先在本机登录后打开；单独的 jianban.exe 不带软件绘图，请改用安装版或便携版"
	}
	return data.Problem{Field: "窗口", Message: fmt.Sprintf("这台电脑的显示驱动不支持 OpenGL %d.%d，画不出窗口（%s）", needMajor, needMinor, oneLine(why)), Hint: way + "。统计、导出等命令仍可使用（jianban help）；登记库没有打开，没有改动"}
}

// oneLine is a system's message as part of a sentence.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
