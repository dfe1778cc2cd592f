/* Gives Wine a printer, "Paper", which prints PostScript through the port LPT1.
 *
 * printer.exe PPD: what the printer can do, as a PostScript Printer Description. */

#include <windows.h>
#include <winspool.h>

int wmain(int count, wchar_t **words)
{
    wchar_t name[] = L"Paper", driver[] = L"wineps.drv", processor[] = L"wineps", raw[] = L"RAW";
    wchar_t system[] = L"Windows x64", port[] = L"LPT1:";
    if (count != 2)
        return 2;
    /* Wine's own processor: the usual one takes nothing but PostScript. */
    AddPrintProcessorW(NULL, NULL, driver, processor);
    DRIVER_INFO_3W drives = {3, name, system, driver, words[1], driver, NULL, NULL, NULL, raw};
    if (!AddPrinterDriverExW(NULL, 3, (BYTE *)&drives, APD_COPY_NEW_FILES | APD_COPY_FROM_DIRECTORY))
        return (int)GetLastError();
    PRINTER_INFO_2W printer = {
        .pPrinterName = name,
        .pPortName = port,
        .pDriverName = name,
        .pPrintProcessor = processor,
        .pDatatype = raw,
        .Priority = 1,
        .DefaultPriority = 1,
    };
    if (!AddPrinterW(NULL, 2, (BYTE *)&printer))
        return (int)GetLastError();
    return SetDefaultPrinterW(name) ? 0 : (int)GetLastError();
}
