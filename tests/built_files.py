"""What a built program is tried on: `python -m tests.built_files FOLDER` writes it there."""

import io
import sys
from pathlib import Path

from PIL import Image
from pypdf import PdfWriter

from tests.documents.previews.kinds import every_kind

SCRIPTS = {
    "CharisSIL": "Zoë’s story time, Łukasz and Çelik came; η βιβλιοθήκη; библиотека открыта",
    "NotoSansArabic": "المكتبة مفتوحة كل يوم",
    "NotoSansHebrew": "הספרייה פתוחה כל יום",
    "NotoSansDevanagari": "पुस्तकालय हर दिन खुला है",
    "NotoSansBengali": "গ্রন্থাগার প্রতিদিন খোলা",
    "NotoSansGurmukhi": "ਲਾਇਬ੍ਰੇਰੀ ਹਰ ਦਿਨ ਖੁੱਲ੍ਹੀ ਹੈ",
    "NotoSansGujarati": "પુસ્તકાલય દરરોજ ખુલ્લું છે",
    "NotoSansOriya": "ପାଠାଗାର ପ୍ରତିଦିନ ଖୋଲା",
    "NotoSansTamil": "நூலகம் தினமும் திறந்திருக்கும்",
    "NotoSansTelugu": "గ్రంథాలయం ప్రతిరోజూ తెరిచి ఉంటుంది",
    "NotoSansKannada": "ಗ್ರಂಥಾಲಯ ಪ್ರತಿದಿನ ತೆರೆದಿರುತ್ತದೆ",
    "NotoSansMalayalam": "ഗ്രന്ഥശാല എല്ലാ ദിവസവും തുറന്നിരിക്കും",
    "NotoSansSinhala": "පුස්තකාලය දිනපතා විවෘතයි",
    "NotoSansThai": "ห้องสมุดเปิดทุกวัน",
    "NotoSansLao": "ຫໍສະໝຸດເປີດທຸກມື້",
    "NotoSansKhmer": "បណ្ណាល័យបើករាល់ថ្ងៃ",
    "NotoSansMyanmar": "စာကြည့်တိုက် နေ့တိုင်းဖွင့်သည်",
    "NotoSansGeorgian": "ბიბლიოთეკა ღიაა ყოველდღე",
    "NotoSansArmenian": "գրադարանը բաց է ամեն օր",
    "NotoSansEthiopic": "ቤተ መጻሕፍት በየቀኑ ክፍት ነው",
    "NotoSansCherokee": "ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ",
    "NotoSansKR": "도서관은 매일 엽니다",
    "DroidSansFallbackFull": "图书馆每天开放。図書館は毎日あいています",
    "NotoSansSymbols": "☀ ♻",
    "NotoSansSymbols2": "✔ ✘",
    "NotoEmoji": "📚 😀",
}
"""Words that each of our typefaces for a script is there for, by the name of its file."""


def write(folder: Path) -> None:
    """Write one file of each kind that has a preview, and what the other steps need."""
    previews = folder / "previews"
    previews.mkdir(parents=True, exist_ok=True)
    for extension, data in every_kind().items():
        (previews / f"try.{extension}").write_bytes(data)
    (folder / "encrypted.pdf").write_bytes(_encrypted_pdf())
    lines = "\n\n".join(SCRIPTS.values())
    (folder / "scripts.md").write_text(f"# Story time\n\n{lines}\n", "utf-8")
    russian = "Библиотека открыта каждый день. " * 20
    (folder / "cyrillic.txt").write_bytes(russian.encode("cp1251"))
    words = "Our patron Ana Rivera, (307) 555-0142, SSN 219-09-9999, lives at 12 Elm Street."
    (folder / "private.txt").write_text(words, "utf-8")


def _encrypted_pdf() -> bytes:
    """A PDF that opens without a password and is encrypted all the same, as forms often are."""
    picture = io.BytesIO()
    Image.linear_gradient("L").save(picture, "PDF")
    writer = PdfWriter(picture)
    writer.encrypt("", "owner", algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


if __name__ == "__main__":
    write(Path(sys.argv[1]))
