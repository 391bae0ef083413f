// The windowing libraries name one function of opengl32.dll, wglGetProcAddress,
// which would have the system load that library before the program begins: one
// without it could not even run commands, and Mesa's could not take its place
// where the system's draws no window. Here the function is looked for when it is
// first called; the linker finds this one before that of the import library.
#include <windows.h>

static PROC WINAPI late(LPCSTR name) {
  static PROC(WINAPI * real)(LPCSTR);
  if (!real) {
    HMODULE library = LoadLibraryA("opengl32.dll");
    if (library) real = (PROC(WINAPI *)(LPCSTR))(void *)GetProcAddress(library, "wglGetProcAddress");
  }
  return real ? real(name) : NULL;
}

PROC(WINAPI *__imp_wglGetProcAddress)(LPCSTR) = late;
