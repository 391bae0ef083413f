; The installer (makensis, from scripts/windows.sh): for the user alone, without
; administrator's rights. Defines: VERSION, FILES (the folder of what is
; installed), OUT, and for tests TARGET.
;
; Exit codes: 0 installed, 1 given up by the person, 3 the program is running,
; 4 a file could not be written (nothing is changed then), 5 a newer version is
; installed, 6 this is no folder or no Windows for it.
Unicode true
!ifdef TARGET ; for tests, which want it made soon, not small
Target ${TARGET}
SetCompress off
!else
SetCompressor /SOLID lzma
!endif
!include MUI2.nsh
!include LogicLib.nsh
!include x64.nsh
!include WordFunc.nsh
!include FileFunc.nsh

Name "建办"
!pragma warning disable 9000 ; tests call theirs setup.exe
OutFile "${OUT}"
BrandingText "建办 ${VERSION}"
InstallDir "$LOCALAPPDATA\Programs\Jianban"
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10
SetDateSave off
ShowInstDetails nevershow
ShowUninstDetails nevershow
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Jianban"
!define CLASSES "Software\Classes"

VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 ProductName "建办"
VIAddVersionKey /LANG=2052 FileDescription "建办安装程序"
VIAddVersionKey /LANG=2052 CompanyName "建办"
VIAddVersionKey /LANG=2052 FileVersion "${VERSION}"
VIAddVersionKey /LANG=2052 ProductVersion "${VERSION}"
VIAddVersionKey /LANG=2052 LegalCopyright "MIT"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEPAGE_TITLE "安装建办 ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "建办装在您自己的用户文件夹里，不需要管理员权限，不联网。$\r$\n$\r$\n装过旧版本的直接更新，登记库和设置不受影响。$\r$\n$\r$\n点“安装”开始。"
!define MUI_FINISHPAGE_RUN "$INSTDIR\jianban.exe"
!define MUI_FINISHPAGE_RUN_TEXT "打开建办"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE SimpChinese
!ifdef SIGN
!uninstfinalize '${SIGN} "%1"'
!endif

; Fail CODE TEXT: says why and ends with the code.
!macro Fail code text
  MessageBox MB_OK|MB_ICONSTOP "${text}" /SD IDOK
  SetErrorLevel ${code}
  Quit
!macroend

; Running NAME: waits until the program in $INSTDIR is closed. Windows gives
; nobody write access to a program that runs.
!macro WaitForProgram
  ${Do}
    ${IfNot} ${FileExists} "$INSTDIR\jianban.exe"
      ${Break}
    ${EndIf}
    ClearErrors
    FileOpen $0 "$INSTDIR\jianban.exe" a
    ${IfNot} ${Errors}
      FileClose $0
      ${Break}
    ${EndIf}
    ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "建办正在运行。$\r$\n$\r$\n请先保存正在填写的内容，关闭建办的全部窗口，再点“重试”。" /SD IDCANCEL IDCANCEL`
      SetErrorLevel 3
      Quit
    ${EndIf}
  ${Loop}
!macroend

Function .onInit
  ReadRegDWORD $0 HKLM "Software\Microsoft\Windows NT\CurrentVersion" CurrentMajorVersionNumber ; is there from 10 on
  ${IfNot} ${RunningX64}
  ${OrIf} $0 < 10
    !insertmacro Fail 6 "建办需要 64 位的 Windows 10 或更新的版本。"
  ${EndIf}
  ; The registry's own folder is no place for a program: uninstalling must not
  ; come near it.
  ${GetParent} "$INSTDIR\x" $0
  StrLen $1 "$LOCALAPPDATA\jianban"
  StrCpy $2 "$0\" "" $1
  StrCpy $2 $2 1
  StrCpy $3 $0 $1
  ${If} $3 == "$LOCALAPPDATA\jianban"
  ${AndIf} $2 == "\"
    !insertmacro Fail 6 "“$INSTDIR”是存放登记库的文件夹，请装到别的文件夹。"
  ${EndIf}
  ReadRegStr $0 HKCU "${UNINSTALL_KEY}" DisplayVersion
  ${If} $0 != ""
    ${VersionCompare} $0 ${VERSION} $1
    ${If} $1 == 1
      ${If} ${Cmd} `MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "已经装有更新的版本 $0。旧版本可能打不开新版本用过的登记库。$\r$\n$\r$\n仍要换成 ${VERSION} 吗？" /SD IDNO IDNO`
        SetErrorLevel 5
        Quit
      ${EndIf}
    ${EndIf}
    ReadRegStr $0 HKCU "${UNINSTALL_KEY}" InstallLocation
    ${GetParameters} $1
    ${GetOptions} $CMDLINE "/D=" $2
    ${If} ${Errors}
    ${AndIf} $0 != ""
      StrCpy $INSTDIR $0 ; where it was put the last time
    ${EndIf}
  ${EndIf}
FunctionEnd

; Put NAME: the new file takes its place; the old one waits as NAME.old.
!macro Put name
  Delete "$INSTDIR\${name}.old"
  ${If} ${FileExists} "$INSTDIR\${name}"
    Rename "$INSTDIR\${name}" "$INSTDIR\${name}.old"
  ${EndIf}
  Rename "$INSTDIR\${name}.new" "$INSTDIR\${name}"
!macroend

; Back NAME: the old file has its place again.
!macro Back name
  Delete "$INSTDIR\${name}.new"
  ${If} ${FileExists} "$INSTDIR\${name}.old"
    Delete "$INSTDIR\${name}"
    Rename "$INSTDIR\${name}.old" "$INSTDIR\${name}"
  ${EndIf}
!macroend

!macro Each what
  !insertmacro ${what} jianban.exe
  !insertmacro ${what} jianban.com
  !insertmacro ${what} LICENSE.txt
  !insertmacro ${what} FONTS.txt
  !insertmacro ${what} mesa\opengl32.dll
  !insertmacro ${what} mesa\libgallium_wgl.dll
  !insertmacro ${what} mesa\COPYRIGHT.txt
  !insertmacro ${what} uninstall.exe
!macroend

!macro Forget name
  Delete "$INSTDIR\${name}.old"
!macroend

!macro Remove name
  Delete "$INSTDIR\${name}"
  Delete "$INSTDIR\${name}.old"
  Delete "$INSTDIR\${name}.new"
!macroend

Section
  SetShellVarContext current
  !insertmacro WaitForProgram
  ; All is written beside the old files first; only where that went well do the
  ; new ones take their places, and where one cannot, all old ones come back.
  SetOverwrite on
  ClearErrors
  SetOutPath "$INSTDIR"
  File "/oname=jianban.exe.new" "${FILES}/jianban.exe"
  File "/oname=jianban.com.new" "${FILES}/jianban.com"
  File "/oname=LICENSE.txt.new" "${FILES}/LICENSE.txt"
  File "/oname=FONTS.txt.new" "${FILES}/FONTS.txt"
  SetOutPath "$INSTDIR\mesa"
  File "/oname=opengl32.dll.new" "${FILES}/mesa/opengl32.dll"
  File "/oname=libgallium_wgl.dll.new" "${FILES}/mesa/libgallium_wgl.dll"
  File "/oname=COPYRIGHT.txt.new" "${FILES}/mesa/COPYRIGHT.txt"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe.new"
  ${IfNot} ${Errors}
    !insertmacro WaitForProgram ; it may have been opened meanwhile
    ClearErrors
    !insertmacro Each Put
    Delete "$INSTDIR\portable.txt" ; an installed program keeps nothing beside itself
  ${EndIf}
  ${IfNot} ${FileExists} "$INSTDIR\jianban.exe"
  ${OrIf} ${FileExists} "$INSTDIR\jianban.exe.new"
  ${OrIf} ${FileExists} "$INSTDIR\jianban.com.new"
  ${OrIf} ${FileExists} "$INSTDIR\LICENSE.txt.new"
  ${OrIf} ${FileExists} "$INSTDIR\FONTS.txt.new"
  ${OrIf} ${FileExists} "$INSTDIR\mesa\opengl32.dll.new"
  ${OrIf} ${FileExists} "$INSTDIR\mesa\libgallium_wgl.dll.new"
  ${OrIf} ${FileExists} "$INSTDIR\mesa\COPYRIGHT.txt.new"
  ${OrIf} ${FileExists} "$INSTDIR\uninstall.exe.new"
  ${OrIfNot} ${FileExists} "$INSTDIR\uninstall.exe"
    !insertmacro Each Back
    RMDir "$INSTDIR\mesa"
    RMDir "$INSTDIR"
    !insertmacro Fail 4 "没有装成，原来的版本没有改动。$\r$\n$\r$\n“$INSTDIR”写不进去：请检查磁盘空间，关闭正在使用其中文件的程序后再试。"
  ${EndIf}
  !insertmacro Each Forget

  CreateDirectory "$SMPROGRAMS\建办"
  CreateShortcut "$SMPROGRAMS\建办\建办.lnk" "$INSTDIR\jianban.exe" "" "$INSTDIR\jianban.exe" 0 SW_SHOWNORMAL "" "办理人大代表建议、政协提案"
  CreateShortcut "$SMPROGRAMS\建办\建办命令行.lnk" "$SYSDIR\cmd.exe" '/k "set PATH=$INSTDIR;%PATH%"' "$INSTDIR\jianban.exe" 0 SW_SHOWNORMAL "" "输入 jianban help 查看全部命令"
  CreateShortcut "$SMPROGRAMS\建办\卸载建办.lnk" "$INSTDIR\uninstall.exe"

  ; .jianban is opened; .db, which many programs use, is only offered.
  WriteRegStr HKCU "${CLASSES}\Jianban.Registry" "" "建办登记库"
  WriteRegStr HKCU "${CLASSES}\Jianban.Registry\DefaultIcon" "" "$INSTDIR\jianban.exe,0"
  WriteRegStr HKCU "${CLASSES}\Jianban.Registry\shell\open\command" "" '"$INSTDIR\jianban.exe" --registry "%1"'
  WriteRegStr HKCU "${CLASSES}\.jianban" "" "Jianban.Registry"
  WriteRegStr HKCU "${CLASSES}\.db\OpenWithProgids" "Jianban.Registry" ""
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\jianban.exe" "" "$INSTDIR\jianban.exe"

  WriteRegStr HKCU "${UNINSTALL_KEY}" DisplayName "建办"
  WriteRegStr HKCU "${UNINSTALL_KEY}" DisplayVersion "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" Publisher "建办"
  WriteRegStr HKCU "${UNINSTALL_KEY}" DisplayIcon "$INSTDIR\jianban.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" InstallLocation "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" UninstallString '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" QuietUninstallString '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" NoModify 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" NoRepair 1
  SectionGetSize 0 $0
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" EstimatedSize $0
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; the file type is new
SectionEnd

Section Uninstall
  SetShellVarContext current
  !insertmacro WaitForProgram
  !insertmacro Each Remove
  RMDir "$INSTDIR\mesa"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\建办\建办.lnk"
  Delete "$SMPROGRAMS\建办\建办命令行.lnk"
  Delete "$SMPROGRAMS\建办\卸载建办.lnk"
  RMDir "$SMPROGRAMS\建办"
  DeleteRegKey HKCU "${CLASSES}\Jianban.Registry"
  ReadRegStr $0 HKCU "${CLASSES}\.jianban" ""
  ${If} $0 == "Jianban.Registry"
    DeleteRegKey HKCU "${CLASSES}\.jianban"
  ${EndIf}
  DeleteRegValue HKCU "${CLASSES}\.db\OpenWithProgids" "Jianban.Registry"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.db\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.db"
  DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\jianban.exe"
  DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "Jianban"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  MessageBox MB_OK|MB_ICONINFORMATION "建办已卸载。$\r$\n$\r$\n登记库、备份和设置没有删除，仍在：$\r$\n$LOCALAPPDATA\jianban$\r$\n您选在别处的登记库也都在原处。重新安装后可以接着用。" /SD IDOK
SectionEnd
