/* A program that nobody asked for, as one may lie in a folder that a candidate hands in. Lying there as
 * hunspell.exe or taskkill.exe, it writes its own name into C:\strangers.txt whenever it is started:
 * a test looks whether it was. With two words it is another program that has a file open, as Word has:
 * stranger.exe FILE UNTIL holds FILE so that others may only read it, until there is a file UNTIL. */
#include <windows.h>

static void tell(const WCHAR *name)
{
    HANDLE told = CreateFileW(L"C:\\strangers.txt", FILE_APPEND_DATA, FILE_SHARE_READ | FILE_SHARE_WRITE,
                              0, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, 0);
    char line[1024];
    DWORD written, length = WideCharToMultiByte(CP_UTF8, 0, name, -1, line, sizeof line - 1, 0, 0) - 1;
    line[length] = '\n';
    WriteFile(told, line, length + 1, &written, 0);
    CloseHandle(told);
}

#ifdef AS_LIBRARY
BOOL WINAPI DllMain(HINSTANCE library, DWORD reason, void *reserved)
{
    WCHAR name[MAX_PATH];
    if (reason == DLL_PROCESS_ATTACH && GetModuleFileNameW(library, name, MAX_PATH)) tell(name);
    return TRUE;
}
#else
int wmain(int count, WCHAR **words)
{
    if (count != 3) {
        tell(words[0]);
        return 0;
    }
    HANDLE held = CreateFileW(words[1], GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ, 0, OPEN_EXISTING,
                              FILE_ATTRIBUTE_NORMAL, 0);
    if (held == INVALID_HANDLE_VALUE) return 1;
    while (GetFileAttributesW(words[2]) == INVALID_FILE_ATTRIBUTES) Sleep(100);
    CloseHandle(held);
    return 0;
}
#endif
