# ruff: noqa: INP001  (a script beside the fonts that it reads; words in many scripts)
"""Write lssc_desktop/core/text/typeface_tables.py from the fonts that lie beside this script.

Run it again when a font is replaced (nothing else needs fontTools and uharfbuzz):

    pip install fonttools uharfbuzz && python resources/fonts/make_typeface.py
"""

import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

import uharfbuzz
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "lssc_desktop" / "core" / "text" / "typeface_tables.py"

READING = {
    "REGULAR": "CharisSIL-Regular.ttf",
    "BOLD": "CharisSIL-Bold.ttf",
    "ITALIC": "CharisSIL-Italic.ttf",
    "BOLD_ITALIC": "CharisSIL-BoldItalic.ttf",
}
FALLBACK = "Inter-Regular.otf"
SCRIPTS = HERE.parent / "script_fonts"
"""Fonts of the other scripts, one each; a text needs them only where it has such characters."""
REPLACEMENT = 0xFFFD
STRETCH = 16
"""Code points that share an average width."""
BYTE_ORDER_MARK = 0xFEFF
HIDDEN = ("Co", "Cc", "Cs", "Cn")
"""Categories of Unicode of what nobody can read: private use, control, surrogates, unassigned."""

EXACT = (
    range(0x20, 0x180),  # Latin as English and its neighbours write it
    range(0x370, 0x460),  # Greek and Cyrillic
    range(0x531, 0x5EB),  # Armenian and Hebrew
    range(0x10D0, 0x1100),  # Georgian
    range(0x2010, 0x2040),  # dashes, quotation marks, bullets, ellipsis
    range(0x20A0, 0x2123),  # currencies, letterlike signs
)
"""Where each character has its own width; elsewhere a stretch of characters shares an average."""

SAMPLES = {
    "Arabic": "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق وقد وهبوا عقلا وضميرا",
    "Hebrew": "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם",
    "Devanagari": "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है",
    "Bengali": "সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা এবং অধিকার নিয়ে জন্মগ্রহণ করে",
    "Gurmukhi": "ਸਾਰਾ ਮਨੁੱਖੀ ਪਰਿਵਾਰ ਆਪਣੀ ਮਹਿਮਾ ਸ਼ਾਨ ਅਤੇ ਹੱਕਾਂ ਦੇ ਪੱਖੋਂ ਜਨਮ ਤੋਂ ਹੀ ਆਜ਼ਾਦ ਹੈ",
    "Gujarati": "પ્રતિષ્ઠા અને અધિકારોની દૃષ્ટિએ સર્વ માનવો જન્મથી સ્વતંત્ર અને સમાન હોય છે",
    "Tamil": "மனிதப் பிறவியினர் சகலரும் சுதந்திரமாகவே பிறக்கின்றனர் அவர்கள் மதிப்பிலும் உரிமைகளிலும் சமமானவர்கள்",
    "Telugu": "ప్రతిపత్తిస్వత్వముల విషయమున మానవులెల్లరును జన్మతః స్వతంత్రులును సమానులును నగుదురు",
    "Thai": "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ",
    "Lao": "ມະນຸດທຸກຄົນເກີດມາມີກຽດຕິສັກ ສິດທິ ເສລີພາບແລະຄວາມສະເໝີພາບເທົ່າທຽມກັນ",
    "Khmer": "មនុស្សទាំងអស់កើតមកមានសេរីភាពនិងសមភាពក្នុងផ្នែកសេចក្ដីថ្លៃថ្នូរនិងសិទ្ធិ",
    "Myanmar": "လူတိုင်းသည် တူညီ လွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့် လည်းကောင်း မွေးဖွားလာသူများ ဖြစ်သည်",
    "Armenian": "Բոլոր մարդիկ ծնվում են ազատ ու հավասար իրենց արժանապատվությամբ ու իրավունքներով",
    "Georgian": "ყველა ადამიანი იბადება თავისუფალი და თანასწორი თავისი ღირსებითა და უფლებებით "
    "მათ მინიჭებული აქვთ გონება და სინდისი და ერთმანეთის მიმართ უნდა იქცეოდნენ ძმურად",
    "Ethiopic": "የሰው ልጅ ሁሉ ሲወለድ ነጻና በክብርና በመብትም እኩልነት ያለው ነው",
    "Cherokee": "ᏂᎦᏓ ᎠᏂᏴᏫ ᏂᎨᎫᏓᎸᎾ ᎠᎴ ᎤᏂᎶᏱ ᎤᎾᏕᎿ ᏚᏳᎧᏛ ᎨᏒᎢ",
}
"""The first article of the Universal Declaration of Human Rights: letters as often as people write
them, by which the width of a letter is averaged once they are joined."""

HEADER = '''"""The tables of `typeface`: what the shipped fonts can show, and how wide it is.

Generated from resources/fonts by resources/fonts/make_typeface.py: change that, not this file.
The widths are those of Charis SIL (of Inter where Charis SIL has no such character, of the fonts
in resources/script_fonts where neither has it), in UNITS parts of the type size.
"""

UNITS = {units}

'''


def main() -> None:
    """Read the fonts and write the module."""
    fonts = {style: TTFont(HERE / name) for style, name in READING.items()}
    regular, inter = fonts["REGULAR"], TTFont(HERE / FALLBACK)
    units = regular["head"].unitsPerEm
    if inter["head"].unitsPerEm != units:
        message = "The two fonts count in different units."
        raise SystemExit(message)
    covered = sorted(
        code
        for code in {*regular.getBestCmap(), *inter.getBestCmap()}
        if unicodedata.category(chr(code)) not in HIDDEN and code != BYTE_ORDER_MARK
    )
    scripts = _script_widths(units, set(covered))
    text = HEADER.format(units=units)
    text += _literal("COVERED", " ".join(_stretch(run) for run in _runs(covered)))
    text += _literal("OF_SCRIPTS", " ".join(_stretch(run) for run in _runs(sorted(scripts))))
    for style, font in fonts.items():
        text += _literal(style, _exact_widths(font, inter, covered, scripts))
    widths = scripts | {code: _advance(regular, inter, code) for code in covered}
    text += _literal("AVERAGE", _average_widths(widths, _widths_in_words(units)))
    TARGET.write_text(text.rstrip("\n") + "\n", encoding="utf-8")


def _runs(codes: Iterable[int]) -> list[list[int]]:
    """Group sorted code points into stretches without a hole."""
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][-1] + 1:
            runs[-1].append(code)
        else:
            runs.append([code])
    return runs


def _stretch(run: Sequence[int]) -> str:
    """Write one stretch as `41-5a`, or `41` alone."""
    return f"{run[0]:x}" if len(run) == 1 else f"{run[0]:x}-{run[-1]:x}"


def _exact_widths(
    font: TTFont, inter: TTFont, covered: Sequence[int], scripts: dict[int, int]
) -> str:
    """Write the widths of `EXACT` as `20:512 600 ...;a0:...`."""
    widths = scripts | {code: _advance(font, inter, code) for code in covered}
    codes = [
        code
        for code in sorted(widths)
        if any(code in stretch for stretch in EXACT) or code == REPLACEMENT
    ]
    return ";".join(
        f"{run[0]:x}:" + " ".join(str(widths[code]) for code in run) for run in _runs(codes)
    )


def _advance(font: TTFont, inter: TTFont, code: int) -> int:
    """Return the width of a character in a font, or in Inter where the font has none."""
    names = font.getBestCmap()
    if code in names:
        return int(font["hmtx"][names[code]][0])
    return int(inter["hmtx"][inter.getBestCmap()[code]][0])


def _script_widths(units: int, covered: set[int]) -> dict[int, int]:
    """Return the widths of what only the fonts of other scripts have."""
    widths: dict[int, int] = {}
    for path in sorted(SCRIPTS.glob("*.ttf")):
        font = TTFont(path)
        for code, name in font.getBestCmap().items():
            if code in covered or code in widths or unicodedata.category(chr(code)) in HIDDEN:
                continue
            widths[code] = round(font["hmtx"][name][0] * units / font["head"].unitsPerEm)
    return widths


def _widths_in_words(units: int) -> dict[str, int]:
    """Return the average width of a letter of each script, as `SAMPLES` take room when shaped."""
    averages = {}
    for script, sample in SAMPLES.items():
        data = uharfbuzz.Blob.from_file_path(SCRIPTS / f"NotoSans{script}-Regular.ttf")
        font = uharfbuzz.Font(uharfbuzz.Face(data))
        total = count = 0
        for word in sample.split():
            buffer = uharfbuzz.Buffer()
            buffer.add_str(word)
            buffer.guess_segment_properties()
            uharfbuzz.shape(font, buffer)
            total += sum(glyph.x_advance for glyph in buffer.glyph_positions)
            count += sum(not _is_mark(char) for char in word)
        averages[script.upper()] = round(total * units / font.face.upem / count)
    return averages


def _average_widths(widths: dict[int, int], in_words: dict[str, int]) -> str:
    """Write the average width of every `STRETCH` code points; marks take no room.

    A stretch that is as wide as the one before it is left out.
    """
    stretches: dict[int, list[int]] = {}
    for code in sorted(widths):
        if not _is_mark(chr(code)):
            script = unicodedata.name(chr(code), "").partition(" ")[0]
            width = in_words.get(script, widths[code])
            stretches.setdefault(code // STRETCH * STRETCH, []).append(width)
    pieces, before = [], 0
    for start, found in stretches.items():
        average = round(sum(found) / len(found))
        if average != before:
            pieces.append(f"{start:x}:{average}")
        before = average
    return " ".join(pieces)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Me")


def _literal(name: str, value: str) -> str:
    """Write a long string as a constant of many short lines."""
    pieces = textwrap.wrap(value, 92, break_on_hyphens=False, break_long_words=False)
    lines = [f'    "{piece} "' for piece in pieces[:-1]] + [f'    "{pieces[-1]}"']
    return f"{name} = (\n" + "\n".join(lines) + "\n)\n\n"


if __name__ == "__main__":
    main()
