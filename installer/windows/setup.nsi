; Setup.exe for one user, without an administrator. Called by build-setup.sh with VERSION, NUMBERS, TREE, ICON, SIDE, OUT, SIZE.
; An older version in the same place is replaced; data lie elsewhere and are never touched.

Unicode true
Target amd64-unicode
SetCompressor /SOLID /FINAL lzma
SetCompressorDictSize 64
!include MUI2.nsh
!include WinVer.nsh
!include x64.nsh
!include FileFunc.nsh

!define NAME "年报填报台"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\disclosure-desk"
!define CLASSES "Software\Classes"
!define REPORT "DisclosureDesk.Report"
!define WINDOW "disclosure-desk-window.exe"
!define DATA "$LOCALAPPDATA\disclosure-desk"

Name "${NAME} ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\disclosure-desk"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10
BrandingText "${NAME} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow
VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=2052 "ProductName" "${NAME}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "FileDescription" "${NAME}安装程序"
VIAddVersionKey /LANG=2052 "LegalCopyright" "MIT"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "安装 ${NAME} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "填写、核对、打印、导出政府信息公开工作年度报告。不联网，不需要管理员。$\r$\n$\r$\n已经装有旧版的，会换成这一版；报告和备份都留着，不会动。$\r$\n$\r$\n请先关闭正在运行的${NAME}。"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW}"
!define MUI_FINISHPAGE_RUN_TEXT "现在打开${NAME}"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "只卸载程序。报告、备份和日志留在 ${DATA} 里，不会删除。"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

; A program that runs holds its files: ask to close it; without somebody to ask, end with exit code 3.
!macro EndWhileRunning FUNCTION
Function ${FUNCTION}
again:
  StrCpy $1 ""
  IfFileExists "$INSTDIR\${WINDOW}" 0 free
  ClearErrors
  FileOpen $0 "$INSTDIR\${WINDOW}" a
  IfErrors busy
  FileClose $0
  IfFileExists "$INSTDIR\disclosure-desk.exe" 0 free
  ClearErrors
  FileOpen $0 "$INSTDIR\disclosure-desk.exe" a
  IfErrors busy
  FileClose $0
  Goto free
busy:
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${NAME}正在运行，或者没有权限写 $INSTDIR。$\r$\n请关闭它再重试。" /SD IDCANCEL IDRETRY again
  SetErrorLevel 3
  Quit
free:
FunctionEnd
!macroend
!insertmacro EndWhileRunning EndIfRunning
!insertmacro EndWhileRunning un.EndIfRunning

Function .onInit
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "${NAME}要用 64 位的 Windows 10（1809 以上）或者 Windows 11。" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
FunctionEnd

; What Setup.exe brought, and nothing else: the folder may have been chosen among the user's own.
!macro RemoveProgram
  RMDir /r "$INSTDIR\runtime"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\disclosure-desk.exe"
  Delete "$INSTDIR\${WINDOW}"
  Delete "$INSTDIR\说明.txt"
  Delete "$INSTDIR\sbom.cdx.json"
  Delete "$INSTDIR\SHA256SUMS"
  Delete "$INSTDIR\SM3SUMS"
!macroend

Section
  Call EndIfRunning
  !insertmacro RemoveProgram
  SetOutPath "$INSTDIR"
  File /r "${TREE}/*"
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${WINDOW}"
  CreateShortCut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${WINDOW}"

  WriteRegStr HKCU "${KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\${WINDOW},0"
  WriteRegStr HKCU "${KEY}" "Publisher" "disclosure-desk"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1

  ; A double click on .json opens the window where no other program has it; else, and for .zip, it is in "open with".
  WriteRegStr HKCU "${CLASSES}\${REPORT}" "" "年报（${NAME}）"
  WriteRegStr HKCU "${CLASSES}\${REPORT}\DefaultIcon" "" "$INSTDIR\${WINDOW},0"
  WriteRegStr HKCU "${CLASSES}\${REPORT}\shell\open\command" "" '"$INSTDIR\${WINDOW}" --open "%1"'
  WriteRegStr HKCU "${CLASSES}\.json\OpenWithProgids" "${REPORT}" ""
  WriteRegStr HKCU "${CLASSES}\.zip\OpenWithProgids" "${REPORT}" ""
  ReadRegStr $0 HKCR ".json" ""
  ${If} $0 == ""
    WriteRegStr HKCU "${CLASSES}\.json" "" "${REPORT}"
  ${EndIf}
  WriteRegStr HKCU "${CLASSES}\Applications\${WINDOW}" "FriendlyAppName" "${NAME}"
  WriteRegStr HKCU "${CLASSES}\Applications\${WINDOW}\shell\open\command" "" '"$INSTDIR\${WINDOW}" --open "%1"'
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\disclosure-desk.exe" "" "$INSTDIR\disclosure-desk.exe"
  ${RefreshShellIcons}
SectionEnd

Section "Uninstall"
  Call un.EndIfRunning
  !insertmacro RemoveProgram
  Delete "$INSTDIR\Uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegKey HKCU "${KEY}"
  DeleteRegKey HKCU "${CLASSES}\${REPORT}"
  DeleteRegKey HKCU "${CLASSES}\Applications\${WINDOW}"
  DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\disclosure-desk.exe"
  DeleteRegValue HKCU "${CLASSES}\.json\OpenWithProgids" "${REPORT}"
  DeleteRegValue HKCU "${CLASSES}\.zip\OpenWithProgids" "${REPORT}"
  ReadRegStr $0 HKCU "${CLASSES}\.json" ""
  ${If} $0 == "${REPORT}"
    DeleteRegValue HKCU "${CLASSES}\.json" ""
  ${EndIf}
  ${RefreshShellIcons}
  IfFileExists "${DATA}\*.*" 0 nothing
  MessageBox MB_OK|MB_ICONINFORMATION "已经卸载。报告和备份还在：$\r$\n${DATA}" /SD IDOK
nothing:
SectionEnd
