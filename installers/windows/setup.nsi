; A setup for one person, without an administrator. Silent: /S, elsewhere: /D=C:\folder (last, unquoted).
; Taking it off again, silently: Uninstall.exe /S.
; Both end with 0 when it is done, with 2 when the program is open and 3 when a file cannot be written;
; then nothing was changed.

Target amd64-unicode
Unicode true
SetCompressor /SOLID lzma
; Much in the program repeats itself at a distance: with the usual 8 MB the setup is 5 MB larger.
SetCompressorDictSize 64
RequestExecutionLevel user
ManifestDPIAware true
Name "LSSC Desktop"
OutFile "${SETUP}"
Icon "${ICON}"
UninstallIcon "${ICON}"
InstallDir "$LOCALAPPDATA\Programs\LSSC Desktop"
InstallDirRegKey HKCU "Software\LSSC Desktop" "Folder"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "LSSC Desktop"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "LSSC Desktop setup"
VIAddVersionKey "LegalCopyright" "LSSC Desktop contributors, MIT License"

!define REMOVAL "Software\Microsoft\Windows\CurrentVersion\Uninstall\LSSC Desktop"
!define CLASSES "Software\Classes"
!define STARTER "LSSC Desktop.exe"

; The one program file that is made here; the others are signed before (sign).
!ifdef SIGN
    !uninstfinalize '"${SIGN}" "%1"' = 0
!endif

; Of winbase.h and winerror.h.
!define GENERIC_WRITE 0x40000000
!define OPEN_EXISTING 3
!define INVALID_HANDLE_VALUE -1
!define ERROR_SHARING_VIOLATION 32

; Windows lets nobody write a program that runs, and half old, half new it would start no more. What
; is refused for another reason than that is no matter here.
!macro StopIfItRuns NAME
    StrCpy $0 "$INSTDIR\${NAME}"
    System::Call 'kernel32::CreateFileW(w r0, i ${GENERIC_WRITE}, i 0, p 0, i ${OPEN_EXISTING}, i 0, p 0) p.r1 ?e'
    Pop $2
    StrCmp $2 ${ERROR_SHARING_VIOLATION} runs
    StrCmp $1 ${INVALID_HANDLE_VALUE} +2
    System::Call 'kernel32::CloseHandle(p r1)'
!macroend

; What an older version brought is set aside whole, and comes back when the new one cannot be written.
!macro SetAside NAME
    IfFileExists "$INSTDIR\${NAME}.old" 0 +3
    RMDir /r "$INSTDIR\${NAME}.old"
    Delete "$INSTDIR\${NAME}.old"
    IfFileExists "$INSTDIR\${NAME}" 0 +2
    Rename "$INSTDIR\${NAME}" "$INSTDIR\${NAME}.old"
!macroend

!macro PutBack NAME
    IfFileExists "$INSTDIR\${NAME}.old" 0 +2
    Rename "$INSTDIR\${NAME}.old" "$INSTDIR\${NAME}"
!macroend

!macro RemoveNew NAME
    RMDir /r "$INSTDIR\${NAME}"
    Delete "$INSTDIR\${NAME}"
!macroend

!macro RemoveOld NAME
    RMDir /r "$INSTDIR\${NAME}.old"
    Delete "$INSTDIR\${NAME}.old"
!macroend

!macro OfEach ACT
    !insertmacro ${ACT} "program"
    !insertmacro ${ACT} "${STARTER}"
    !insertmacro ${ACT} "lssc-desktop.exe"
!macroend

!macro MakeRoom UN
Function ${UN}MakeRoom
    again:
    !insertmacro StopIfItRuns "${STARTER}"
    !insertmacro StopIfItRuns "lssc-desktop.exe"
    Goto set_aside
    runs:
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "LSSC Desktop is open. Close it, then choose Retry." /SD IDCANCEL IDRETRY again
    SetErrorLevel 2
    Quit
    set_aside:
    ClearErrors
    !insertmacro OfEach SetAside
    IfErrors 0 done
    Call ${UN}GiveUp
    done:
FunctionEnd

Function ${UN}GiveUp
    !insertmacro OfEach PutBack
    MessageBox MB_OK|MB_ICONSTOP "The files in $INSTDIR can't be changed. Nothing was done." /SD IDOK
    SetErrorLevel 3
    Quit
FunctionEnd
!macroend
!insertmacro MakeRoom ""
!insertmacro MakeRoom "un."

Page directory
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

Section
    Call MakeRoom
    SetOutPath "$INSTDIR"
    ClearErrors
    File /r "${PROGRAM}\*.*"
    IfErrors 0 written
    SetOutPath "$TEMP" ; nobody removes a folder that somebody is in
    !insertmacro OfEach RemoveNew
    Call GiveUp
    written:
    !insertmacro OfEach RemoveOld
    WriteUninstaller "$INSTDIR\Uninstall.exe"
    CreateShortcut "$SMPROGRAMS\LSSC Desktop.lnk" "$INSTDIR\${STARTER}"

    ; Windows knows a file by what stands after the last dot, so a package is a .zip and a review a
    ; .json: we join "Open with" there and take nothing over.
    WriteRegStr HKCU "${CLASSES}\LsscDesktop.Package" "" "Certification portfolio package"
    WriteRegStr HKCU "${CLASSES}\LsscDesktop.Package\DefaultIcon" "" "$INSTDIR\${STARTER},0"
    WriteRegStr HKCU "${CLASSES}\LsscDesktop.Package\shell\open\command" "" '"$INSTDIR\${STARTER}" "%1"'
    WriteRegStr HKCU "${CLASSES}\LsscDesktop.Review" "" "Review of a certification portfolio"
    WriteRegStr HKCU "${CLASSES}\LsscDesktop.Review\DefaultIcon" "" "$INSTDIR\${STARTER},0"
    WriteRegStr HKCU "${CLASSES}\LsscDesktop.Review\shell\open\command" "" '"$INSTDIR\${STARTER}" "%1"'
    WriteRegStr HKCU "${CLASSES}\.zip\OpenWithProgids" "LsscDesktop.Package" ""
    WriteRegStr HKCU "${CLASSES}\.json\OpenWithProgids" "LsscDesktop.Review" ""

    WriteRegStr HKCU "Software\LSSC Desktop" "Folder" "$INSTDIR"
    WriteRegStr HKCU "${REMOVAL}" "DisplayName" "LSSC Desktop"
    WriteRegStr HKCU "${REMOVAL}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${REMOVAL}" "DisplayIcon" "$INSTDIR\${STARTER}"
    WriteRegStr HKCU "${REMOVAL}" "Publisher" "LSSC Desktop contributors"
    WriteRegStr HKCU "${REMOVAL}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
    WriteRegStr HKCU "${REMOVAL}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
    WriteRegDWORD HKCU "${REMOVAL}" "NoModify" 1
    WriteRegDWORD HKCU "${REMOVAL}" "NoRepair" 1
SectionEnd

Section "Uninstall"
    ; Only what the setup brought: somebody may have laid a portfolio beside it.
    Call un.MakeRoom
    !insertmacro OfEach RemoveOld
    Delete "$INSTDIR\READ ME.txt"
    Delete "$INSTDIR\Uninstall.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\LSSC Desktop.lnk"
    DeleteRegKey HKCU "${CLASSES}\LsscDesktop.Package"
    DeleteRegKey HKCU "${CLASSES}\LsscDesktop.Review"
    DeleteRegValue HKCU "${CLASSES}\.zip\OpenWithProgids" "LsscDesktop.Package"
    DeleteRegValue HKCU "${CLASSES}\.json\OpenWithProgids" "LsscDesktop.Review"
    DeleteRegKey HKCU "Software\LSSC Desktop"
    DeleteRegKey HKCU "${REMOVAL}"
SectionEnd
