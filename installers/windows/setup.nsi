; A setup for one person, without an administrator. Silent: /S, elsewhere: /D=C:\folder (last, unquoted).
; Taking it off again, silently: Uninstall.exe /S.

Target amd64-unicode
Unicode true
SetCompressor /SOLID lzma
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

Page directory
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

Section
    SetOutPath "$INSTDIR"
    ; What an older version brought goes first, so that nothing of it is left among the new.
    RMDir /r "$INSTDIR\program"
    File /r "${PROGRAM}\*.*"
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
    RMDir /r "$INSTDIR\program"
    Delete "$INSTDIR\${STARTER}"
    Delete "$INSTDIR\lssc-desktop.exe"
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
