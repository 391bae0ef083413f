// jianban.com: what "jianban stats" runs in a command window, which looks for
// .com before .exe. Jianban.exe has a window, and a command window waits for no
// such program; this small one does. It starts jianban.exe beside it with the
// same words and the same streams, waits, and passes on the exit code. Output
// is jianban.exe's own (package console), and so is Ctrl+C, which reaches both:
// this one only does not end by it. Where a window is asked for it does not wait.
#include <windows.h>
#include <wchar.h>

#define EXIT_NO_PROGRAM 9009 // what a command window answers where a program is not found

// after is the command line behind the first word, the program's own name.
static const wchar_t *after(const wchar_t *line) {
  int quoted = 0;
  for (; *line && (quoted || (*line != L' ' && *line != L'\t')); line++)
    if (*line == L'"') quoted = !quoted;
  while (*line == L' ' || *line == L'\t') line++;
  return line;
}

// window tells whether the words ask for the window: none, or a registry alone.
static int window(const wchar_t *words) {
  static const wchar_t registry[] = L"--registry";
  size_t n = wcslen(registry);
  if (!*words) return 1;
  if (wcsncmp(words, registry, n) != 0) return 0;
  if (words[n] == L'=') return !*after(words);
  if (words[n] != L' ') return 0;
  words = after(words);
  return *words && !*after(words);
}

static BOOL WINAPI stay(DWORD event) { return event == CTRL_C_EVENT || event == CTRL_BREAK_EVENT; }

// say tells a fault on standard error, on the console in Unicode.
static void say(const wchar_t *text) {
  HANDLE err = GetStdHandle(STD_ERROR_HANDLE);
  DWORD mode, done;
  char bytes[512];
  if (GetConsoleMode(err, &mode)) {
    WriteConsoleW(err, text, (DWORD)wcslen(text), &done, NULL);
    return;
  }
  int n = WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, sizeof bytes, NULL, NULL);
  if (n > 1) WriteFile(err, bytes, n - 1, &done, NULL);
}

int wmain(void) {
  static wchar_t self[32768], line[32768 + 64];
  const wchar_t *words = after(GetCommandLineW());
  DWORD n = GetModuleFileNameW(NULL, self, 32768), code = EXIT_NO_PROGRAM;
  wchar_t *name = n && n < 32768 ? wcsrchr(self, L'\\') : NULL;
  if (!name || name - self + 16 + wcslen(words) >= 32768) {
    say(L"命令太长。\r\n");
    return 2;
  }
  wcscpy(name + 1, L"jianban.exe");
  swprintf(line, sizeof line / sizeof *line, L"\"%ls\" %ls", self, words);

  STARTUPINFOW start = {.cb = sizeof start, .dwFlags = STARTF_USESTDHANDLES};
  start.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
  start.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
  start.hStdError = GetStdHandle(STD_ERROR_HANDLE);
  PROCESS_INFORMATION run;
  SetConsoleCtrlHandler(stay, TRUE);
  if (!CreateProcessW(self, line, NULL, NULL, TRUE, 0, NULL, NULL, &start, &run)) {
    say(L"没有找到 jianban.exe：它应当和 jianban.com 在同一文件夹里。\r\n");
    return EXIT_NO_PROGRAM;
  }
  if (window(words)) return 0;
  WaitForSingleObject(run.hProcess, INFINITE);
  if (!GetExitCodeProcess(run.hProcess, &code)) return EXIT_NO_PROGRAM;
  return (int)code;
}
