"""How names of people look, and the words beside them that say whose they are.

`text_rules` finds names by these: after a title, beside a word such as "patron", beside a number.
Which letters can begin a word stands first: any other word is passed at once.
"""

import re

NAME = r"[A-ZÁÉÍÓÚÑ][a-zà-öø-ÿ]+(?:[-’'][A-Z]?[a-zà-öø-ÿ]+)?"
BEFORE_NAME = r"(?:de la|de los|del|de|la|van|von|der|Mc|Mac|O’|O')"
FULL_NAME = rf"{NAME}(?: [A-Z]\.)?(?: {BEFORE_NAME}?[ ]?{NAME}){{1,2}}"
WITH_TITLE = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Mx)\.? ({NAME}(?: {NAME})?)")
WITH_SPANISH_TITLE = re.compile(
    rf"\b(?:Sra|Srta|Sr|Doña|Dña)\.? ((?:de (?:las? |los )?|del )?{NAME}(?: {NAME})?)"
)
LAST_FIRST = re.compile(
    r"\b(?:[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ’'\-]+|[A-ZÁÉÍÓÚÑ][a-zà-öø-ÿ’'\-]+), [A-ZÁÉÍÓÚÑ][a-zà-öø-ÿ]+"
    r"(?: [A-Z]\.)?(?!\w)"
)
BEFORE_SUFFIX = re.compile(r"[A-Z][a-z.]+,? $")
ARTICLE = re.compile(r"\b(?:El|Al|Del|Estimado) $")
WITH_SPANISH_WORD = re.compile(
    r"\b(?=[C-Uc-u])(?:[Uu]suari[oa]|USUARI[OA]|[Tt]itular(?: de la tarjeta)?|[Cc]lient[ae]"
    r"|[Pp]aciente|[Pp]adre o madre|[Mm]adre|[Pp]adre|[Tt]utora?(?: legal)?|[Pp]articipante"
    r"|[Ss]olicitante|[Rr]eserva(?:d[oa])? para|[Nn]ombre (?:completo|del? (?:la )?[a-zñ]+)"
    r"|[Nn]ombre y apellidos?)(?:\s?[:\-–]\s?|\t| llamad[oa] | de nombre )"
    rf"({FULL_NAME})"
    rf"|\b(?=[P-Up-u])(?:[Uu]suari[oa]|[Pp]aciente|[Rr]eserva para) ({FULL_NAME})"
)
WITH_WORD = re.compile(
    rf"\b(?=[B-Sb-s])(?:[Pp]atron|PATRON|[Bb]orrower|[Cc]ard ?holder|[Cc]ustomer"
    rf"|[Pp]arent(?: or |/)[Gg]uardian|[Pp]arent|[Gg]uardian|[Rr]egistrant|[Hh]old for"
    rf"|[Pp]atron name|[Ff]ull name"
    rf"|[Cc]hild(?:’s|'s) name|[Ll]ast, first)(?: name)?(?:\s?[:\-–]\s?|\t| named | )({FULL_NAME})"
    rf"|\b(?=[M-Sm-s])(?:[Ss]tudent|[Pp]upil|[Rr]eader|[Mm]ember)(?: name)?\s?:\s?({FULL_NAME})"
)
NAME_LABEL = re.compile(
    r"^\W*(?:(?:patron|borrower|parent|guardian|child|customer|full|participant|registrant|family)"
    r"(?:’s|'s)?(?:/\w+)? )?names?\W*$"
    r"|^\W*(?:patron|borrower|parent|guardian|child|participant)\W*$"
    r"|^\W*nombres?(?: completo| y apellidos?| del? (?:la )?(?:usuari[oa]|niñ[oa]|participante"
    r"|padre|madre|tutora?))?\W*$"
    r"|^\W*(?:usuari[oa]|participante|padre|madre|padre o madre|tutora?(?: legal)?)\W*$",
    re.IGNORECASE,
)
NOT_NAMES = re.compile(
    r"services|service|records|record|privacy|policy|policies|library|card|cards|code|codes"
    r"|type|types|registration|information|data|database|account|accounts|feedback|request"
    r"|requests|survey|driven|first|group|groups|experience|experiences|rights|behavior"
    r"|conduct|education|support|statistics|count|counts|use|access|barcode|barcodes|number"
    r"|numbers|id|name|names|street|public|school|county|city|state|desk|reference|branch|main"
    r"|story|time|the|and|or|for|summary|report|reports|list|holds|hold|notice|notices|guide"
    r"|january|february|march|july|september|october|november|december"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|week|month|year|day|today|teen|teens|adult|youth|children|child|advisory|council|board"
    r"|meeting|relations|satisfaction|confidentiality|points|point|of|in|with|new|dear"
    r"|servicios?|registros?|políticas?|bibliotecas?|tarjetas?|información|datos|cuentas?"
    r"|solicitud(?:es)?|grupos?|experiencias?|derechos|educación|apoyo|estadísticas|acceso"
    r"|código|número|nombres?|públic[oa]s?|escuela|condado|ciudad|estado|mostrador|referencia"
    r"|sucursal|infantil(?:es)?|jóvenes|adultos|niños|nuev[oa]s?|frecuentes?|lista|avisos?|guía"
    r"|hoy|reunión|confidencialidad|y|o|para|con|sin|en"
)
IN_TITLES = re.compile(
    r"popper|seuss|dalloway|darcy|frizzle|piggle|bennet|lincoln|rogers|poppins|doubtfire"
    r"|watson|who|strange|potato|havisham|fox|bear|rabbit|rochester|knightley|tumnus|twit|men"
    r"|ripley|peabody|penumbra|churchill|einstein|peregrine|marple|brisby|frankweiler|jekyll"
    r"|hyde|gum|bárbara|perfecta|bovary"
)
"""Names after a title that stand in the titles of well-known books, films and characters."""
STAFF = re.compile(
    r"^[,\s(]{1,3}(?:our |the |a )?(?:[A-Za-z]+ ){0,2}(?:director|manager|supervisor|librarian"
    r"|head|coordinator|assistant|clerk|instructor|teacher|principal|trustee|mayor|author"
    r"|illustrator|professor|president|chair|councill?or)\b"
    r"|^[,\s(]{1,3}(?:nuestr[oa] |la |el )?(?:directora?|gerente|supervisora?|bibliotecari[oa]"
    r"|jef[ea]|coordinadora?|asistente|maestr[oa]|profesora?|alcaldesa?|alcalde|autora?"
    r"|ilustradora?)\b",
    re.IGNORECASE,
)
STAFF_BEFORE = re.compile(
    r"\b(?:director|manager|supervisor|librarian|head of [a-z]+|coordinator|instructor|teacher"
    r"|principal|trustee|mayor|author|illustrator|professor|president|chair|councill?or"
    r"|directora?|bibliotecari[oa]|profesora?|alcaldes?a?|autora?)(?:,| is|:)? $",
    re.IGNORECASE,
)
