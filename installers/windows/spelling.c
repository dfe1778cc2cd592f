/* Stands in for the spelling checker of Windows (MsSpellCheckingFacility), which Wine does not have, so that
 * our calls are tried against Microsoft's interface as spellcheck.h declares it. It offers German and US English
 * and knows three words of the latter. It lies in the Wine of a test and is never handed out.
 *
 *   x86_64-w64-mingw32-gcc -shared -O2 -o spelling.dll spelling.c -luuid -lole32
 *   reg add HKCR\CLSID\{7ab36653-1796-484b-bdfa-e74f1db7c1dc}\InprocServer32 /ve /d C:\windows\system32\spelling.dll
 */
#define COBJMACROS
#define CINTERFACE
#include <initguid.h>
#include <windows.h>
#include <spellcheck.h>

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

static const WCHAR *const languages[] = {L"de-DE", L"en-US"};
static const WCHAR *const words[] = {L"library", L"don't", L"and"};
static const WCHAR *const meant[] = {L"library", L"libraries"};
static const WCHAR *const meant_by_teh[] = {L"the", L"ten"}, *const meant_by_Teh[] = {L"The", L"Ten"};
static LONG alive; /* objects that were handed out and not released */

static HRESULT WINAPI refuse(void) { return E_NOTIMPL; }
static HRESULT WINAPI query(void *self, REFIID id, void **found) { *found = self; alive++; return S_OK; }
static ULONG WINAPI add(void *self) { return ++alive; }
static ULONG WINAPI release(void *self) { return --alive; }

/* Texts */

typedef struct { IEnumString base; const WCHAR *const *list; ULONG left; } Texts;

static HRESULT WINAPI next_text(IEnumString *base, ULONG wanted, LPOLESTR *text, ULONG *got)
{
    Texts *self = (Texts *)base;
    ULONG given = 0;
    while (given < wanted && self->left) {
        const WCHAR *from = *self->list++;
        text[given] = CoTaskMemAlloc((lstrlenW(from) + 1) * sizeof(WCHAR));
        lstrcpyW(text[given++], from);
        self->left--;
    }
    if (got) *got = given;
    return given == wanted ? S_OK : S_FALSE;
}

static ULONG WINAPI release_texts(IEnumString *self) { CoTaskMemFree(self); return --alive; }
static IEnumStringVtbl texts_methods = {
    (void *)query, (void *)add, release_texts, next_text, (void *)refuse, (void *)refuse, (void *)refuse};

static HRESULT give_texts(const WCHAR *const *list, ULONG count, IEnumString **found)
{
    Texts *texts = CoTaskMemAlloc(sizeof *texts);
    texts->base.lpVtbl = &texts_methods;
    texts->list = list;
    texts->left = count;
    alive++;
    *found = &texts->base;
    return S_OK;
}

/* Faults: at most one, as a text of one word has */

typedef struct { IEnumSpellingError base; ULONG left; } Faults;

static ISpellingErrorVtbl fault_methods = {(void *)query, (void *)add, (void *)release,
    (void *)refuse, (void *)refuse, (void *)refuse, (void *)refuse};
static ISpellingError fault = {&fault_methods};

static HRESULT WINAPI next_fault(IEnumSpellingError *base, ISpellingError **found)
{
    Faults *self = (Faults *)base;
    *found = NULL;
    if (!self->left) return S_FALSE;
    self->left--;
    alive++;
    *found = &fault;
    return S_OK;
}

static ULONG WINAPI release_faults(IEnumSpellingError *self) { CoTaskMemFree(self); return --alive; }
static IEnumSpellingErrorVtbl faults_methods = {(void *)query, (void *)add, release_faults, next_fault};

/* The checker */

static BOOL knows(LPCWSTR word)
{
    for (size_t i = 0; i < COUNT(words); i++)
        if (!lstrcmpW(words[i], word)) return TRUE;
    return !*word;
}

static HRESULT WINAPI check(ISpellChecker *self, LPCWSTR text, IEnumSpellingError **found)
{
    Faults *faults = CoTaskMemAlloc(sizeof *faults);
    faults->base.lpVtbl = &faults_methods;
    faults->left = !knows(text);
    alive++;
    *found = &faults->base;
    return S_OK;
}

static HRESULT WINAPI suggest(ISpellChecker *self, LPCWSTR word, IEnumString **found)
{
    if (*word == L't') return give_texts(meant_by_teh, COUNT(meant_by_teh), found);
    if (*word == L'T') return give_texts(meant_by_Teh, COUNT(meant_by_Teh), found);
    if (*word) return give_texts(meant, COUNT(meant), found);
    *found = NULL;
    return E_INVALIDARG;
}

static ISpellCheckerVtbl checker_methods = {.QueryInterface = (void *)query, .AddRef = (void *)add,
    .Release = (void *)release, .Check = check, .Suggest = suggest};
static ISpellChecker checker = {&checker_methods};

/* The factory, and what makes it */

static HRESULT WINAPI supported(ISpellCheckerFactory *self, IEnumString **found)
{
    return give_texts(languages, COUNT(languages), found);
}

static HRESULT WINAPI is_supported(ISpellCheckerFactory *self, LPCWSTR tag, BOOL *found)
{
    *found = !lstrcmpW(tag, L"en-US");
    return S_OK;
}

static HRESULT WINAPI create_checker(ISpellCheckerFactory *self, LPCWSTR tag, ISpellChecker **found)
{
    *found = NULL;
    if (lstrcmpW(tag, L"en-US")) return E_INVALIDARG;
    alive++;
    *found = &checker;
    return S_OK;
}

static ISpellCheckerFactoryVtbl factory_methods = {
    (void *)query, (void *)add, (void *)release, supported, is_supported, create_checker};
static ISpellCheckerFactory factory = {&factory_methods};

static HRESULT WINAPI create(IClassFactory *self, IUnknown *outer, REFIID id, void **found)
{
    *found = NULL;
    if (!IsEqualIID(id, &IID_ISpellCheckerFactory)) return E_NOINTERFACE;
    alive++;
    *found = &factory;
    return S_OK;
}

static IClassFactoryVtbl class_methods = {(void *)query, (void *)add, (void *)release, create, (void *)refuse};
static IClassFactory class_factory = {&class_methods};

__declspec(dllexport) HRESULT WINAPI DllGetClassObject(REFCLSID class_id, REFIID id, void **found)
{
    *found = NULL;
    if (!IsEqualCLSID(class_id, &CLSID_SpellCheckerFactory)) return CLASS_E_CLASSNOTAVAILABLE;
    *found = &class_factory;
    return S_OK;
}

__declspec(dllexport) HRESULT WINAPI DllCanUnloadNow(void) { return S_FALSE; }
__declspec(dllexport) LONG WINAPI Alive(void) { return alive; }
