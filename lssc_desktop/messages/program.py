"""Program files in words: faults by their place, rules by name, how two differ, whose they are.

It is long because each kind of fault and each key of a file has its words here.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from lssc_desktop.core.errors import N_, By, Counted, Joined, Text
from lssc_desktop.core.program.fees import FeeMoment
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.rules_id import Rules, RulesState
from lssc_desktop.core.program.schema import ProgramFault, Rating
from lssc_desktop.core.standing.program_differences import Difference, DifferenceCode
from lssc_desktop.formats.dates import long_day
from lssc_desktop.formats.lists import word_list
from lssc_desktop.formats.numbers import amount_text, size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.evaluation import rating_word
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.rules import rules_names
from lssc_desktop.messages.saying import fill
from lssc_desktop.store.programs import ProgramFaulty


def program_fault_line(fault: ProgramFault) -> str:
    """Say one fault in one line that begins with its place."""
    table, _dot, key = fault.place.partition(".")
    facts = {"table": table if key else "", "key": fault.place.rpartition(".")[2]}
    facts |= dict(fault.facts)
    said = fill(_FAULTS[fault.code], lambda name: facts.get(name, ""), _PARTS)
    return _("{place}: {said}").format(place=fault.place, said=said) if fault.place else said


def program_advice_lines(advice: Sequence[ProgramFault]) -> tuple[str, ...]:
    """Say what of a program file is not used, each with its place; nothing where all is."""
    if not advice:
        return ()
    said = _(
        "The program file also has entries this version doesn’t recognize. We keep them, "
        "but don’t use them:"
    )
    return (said, *(f"  {program_fault_line(fault)}" for fault in advice))


@message_for.register
def _program_faulty(error: ProgramFaulty) -> Message:
    count = len(error.faults)
    advice = ngettext(
        "Fix this and load the file again:",
        "Fix these {count} places and load the file again (lists count from 1):",
        count,
    ).format(count=count)
    return Message(
        _("The program file “{origin}” has errors.").format(origin=error.origin),
        _("It wasn’t used, and nothing was changed."),
        "\n".join((advice, *map(program_fault_line, error.faults))),
    )


_TYPES: Mapping[object, Text] = {
    "text": N_("a text in quotation marks"),
    "yes-or-no": N_("true or false"),
    "whole-number": N_("a whole number"),
    "number": N_("a number"),
    "day": N_("a date like 2019-01-31, without quotation marks"),
    "moment": N_("a time of day"),
    "table": N_("a table of keys"),
    "list": N_("a list in square brackets"),
}
_NEAR = By("near", {"": ""}, "Did you mean “{near}”?")
_NONE_KNOWN = By(
    "key",
    {
        "competencies": (
            "If none are known, use one for all: give it a title that says so and no summary, "
            "and set count_is_minimum = true."
        )
    },
)
_MAY_BE_MISSING = ("eligibility", "courses", "choosing", "renewal", "appeal")
"""Tables that a program file leaves out where it does not know what has to be in them."""

_PARTS: Mapping[str, Text] = {
    "found_type": By("found", _TYPES),
    "expected_type": By("expected", _TYPES),
    "right_form": By(
        "form",
        {
            "word": "one or more words, without braces, <, >, & or %",
            "slug": "lower-case letters, digits and single hyphens, at most 64",
            "letter": "one lower-case letter",
            "digits": "up to 12 digits",
            "country": "the two capital letters of a country, like US or GB",
            "currency": "three capital letters, like USD",
            "web-address": "a web address that begins with https:// or http://",
            "receiver-address": (
                "an address that begins with tus+https:// or dav+https://, without a name or "
                "password"
            ),
            "extension": "lower-case letters and digits without a dot, like pdf",
        },
    ),
}

_FAULTS: Mapping[str, Text] = {
    "missing-key": Joined(
        (
            "this key is missing.",
            By(
                "table",
                dict.fromkeys(
                    _MAY_BE_MISSING,
                    N_("If it isn’t known, leave out [{table}]; a [[help]] text can say the rest."),
                ),
                _NONE_KNOWN,
            ),
        )
    ),
    "unknown-key": Joined(("a program file doesn’t have this key.", _NEAR)),
    "wrong-type": N_("this is {found_type}, but must be {expected_type}."),
    "unknown-value": Joined(("“{value}” isn’t one of the choices: {among}.", _NEAR)),
    "wrong-form": N_("“{value}” must be {right_form}."),
    "blank": N_("this text is empty."),
    "empty-list": Joined(("this list is empty.", _NONE_KNOWN)),
    "unwanted-character": N_("the text has {character}, a character that can’t be shown."),
    "not-finite": N_("this isn’t a number we can use."),
    "out-of-range": N_("{value} isn’t between {low} and {high}."),
    "too-fine": Counted(
        "{value} has more than {places} decimal place.",
        "{value} has more than {places} decimal places.",
        "places",
    ),
    "twice": N_("“{value}” is already in {first}."),
    "larger-than": N_("{value} is more than {other}, which is {other_value}."),
    "said-twice": N_("remove this or {other}: only one can apply."),
    "opens-too-early": N_("{value} months is more than the {months} months a certification lasts."),
    "rating-missing": N_("“{needed}” must be one of the ratings."),
    "unknown-option": Joined(("there is no option “{value}”.", _NEAR)),
    "choice-not-among": N_("“{value}” isn’t in the list: {among}."),
    "option-missing": Joined(
        (
            "the option “{id}” is missing; its choices are {among}.",
            By(
                "id",
                {
                    "pass-rounding": 'It isn’t needed with pass_rule.rule = "all".',
                    "both-partial": 'It isn’t needed with pass_rule.ratings = ["met", "not"].',
                    "evaluator-disagreement": (
                        "It isn’t needed with pass_rule.evaluators = 1 or with "
                        "pass_rule.on_disagreement."
                    ),
                    "portfolio-fee": (
                        "It isn’t needed with [[fees.due]], where a missing amount counts as not "
                        "known."
                    ),
                },
            ),
        )
    ),
    "sets-do-not-add-up": N_(
        "{needed} {sets} are needed, but the file has {required} required {sets} and "
        "requires {electives} electives."
    ),
    "too-few-electives": Counted(
        "{electives} electives are required, but the file has {offered} elective {set}.",
        "{electives} electives are required, but the file has {offered} elective {sets}.",
        "offered",
    ),
    "not-one-set": N_("a program of the kind “statement” has one {set}, but the file has {count}."),
    "not-the-whole": N_("the {set} of a program of the kind “statement” has the id “{id}”."),
    "only-set-elective": N_("the only {set} of a program must be required."),
    "statement-of-several-sets": N_(
        "one {statement} for the {portfolio} needs a file with one {set}; this has {count}."
    ),
    "nothing-written": N_("without responses and without {a_statement} there’s nothing to write."),
    "no-such-competency": N_("no {set} has {a_competency} {number}."),
    "no-such-document": N_("no document has the id “{id}”."),
    "needed-and-required": N_("either needed or required, not both."),
    "unknown-format": N_("the format must be {today}."),
    "syntax-at": N_("Line {line}, column {column} can’t be read as TOML ({reason})."),
    "syntax": N_("The file can’t be read as TOML ({reason})."),
    "too-large": N_("The file is larger than {kilobytes} KB, more than any program file."),
    "key-too-long": N_(
        "Line {line} has a key with more than {limit} parts, more than any program file."
    ),
    "too-deep": N_("Line {line} has more than {limit} nested lists or tables."),
    "too-many-tables": N_(
        "The file has more than {limit} tables and lists, more than any program file."
    ),
    "number-too-long": N_("A number in the file has too many digits."),
    "text-too-long": N_("this text has more than {limit} characters."),
    "more": Counted(
        "And {count} more place not listed here.",
        "And {count} more places not listed here.",
        "count",
    ),
    "not-utf-8": N_("Line {line} isn’t in UTF-8. Save the file as UTF-8."),
}


# Rules by name ----------------------------------------------------------------------------------


def rule_name(place: str) -> str:
    """Name a rule by its place in the program file; what has no name of ours shows its place."""
    head, _dot, rest = place.partition(".")
    if head == "documents":
        title, _dot, key = rest.rpartition(".")
        said = _document_names().get(key)
        if said is None:
            return _("Document “{title}”").format(title=rest)
        return said.format(title=title)
    if head == "grid":
        grid, _dot, key = rest.partition(".")
        return _grid_names()[key].format(grid=grid)
    if place.startswith("fees.due."):
        return _due_fee_name(*rest.split(".")[1:])
    for beginning, name in _names_of_lists().items():
        if place.startswith(beginning) and place != "words.renew":
            return name
    names = {**_portfolio_names(), **_money_and_time_names(), **_renewal_names(), **_other_names()}
    return names.get(place) or _("Rule {place}").format(place=place)


def _names_of_lists() -> Mapping[str, str]:
    return {
        "words.": _("Program term"),
        "renewal.minimums.": _("Hours for some kinds of activity"),
        "renewal.conversions.": _("Activity for {a_renewal}"),
    }


def fee_moment_name(moment: str) -> str:
    """Name a fee by its moment: "Application", "Each set by portfolio"."""
    return {
        FeeMoment.APPLY: _("Application"),
        FeeMoment.ENROLL: _("Enrollment"),
        FeeMoment.SUBMIT: _("Submission"),
        FeeMoment.SET: _("Each {set} by {portfolio}"),
        FeeMoment.RESUBMIT: _("Submission after a decision"),
        FeeMoment.YEAR: _("Each year"),
        FeeMoment.RENEWAL: _("{Renewal}"),
    }[FeeMoment(moment)]


def _due_fee_name(moment: str, key: str) -> str:
    said = {
        "amount": _("Fee “{moment}”"),
        "member": _("Fee “{moment}” for members"),
        "other": _("Fee “{moment}” for others"),
        "as_of": _("Fee “{moment}” as of"),
    }[key]
    return said.format(moment=fee_moment_name(moment))


def rule_value(place: str, value: str, program: Program) -> str:
    """Say what a rule says: money with its currency, days, sizes and choices in words."""
    if not value:
        return ""
    if place.startswith("fees.") and place.endswith((".amount", ".member", ".other")):
        return amount_text(Decimal(value), program.fees.currency)
    if place.endswith("_bytes"):
        return size(int(value))
    if place.startswith("routes.") and place.endswith(".until"):
        return long_day(date.fromisoformat(value))
    if place.startswith("options.") or place == "pass_rule.on_disagreement":
        return _choices().get(value, value)
    if place.startswith("choosing."):  # whole sentences
        value = value.replace("., ", "; ")
    elif place == "pass_rule.ratings":
        words = (rating_word(Rating(one)).lower() for one in value.split(", "))
        value = word_list(tuple(words))
    return _answers().get(value, value).rstrip(".")


def _document_names() -> Mapping[str, str]:
    return {
        "from": _("Who writes document “{title}”"),
        "per": _("Document “{title}” is needed once for each"),
        "times": _("Number of document “{title}”"),
    }


def _grid_names() -> Mapping[str, str]:
    return {
        "title": _("Title of self-assessment “{grid}”"),
        "columns": _("Columns of self-assessment “{grid}”"),
        "sections": _("Sections of self-assessment “{grid}”"),
        "verified": _("Sections of self-assessment “{grid}” are checked"),
        "needed": _("Whether self-assessment “{grid}” is needed"),
        "document": _("Document in place of self-assessment “{grid}”"),
    }


def _portfolio_names() -> Mapping[str, str]:
    return {
        "limits.introduction_paragraphs": _("Paragraphs of an introduction"),
        "limits.response_pages": _("Pages of a response"),
        "limits.response_words": _("Words of a response"),
        "limits.statement_pages": _("Pages of {a_learning_statement}"),
        "limits.statement_words": _("Words of {a_learning_statement}"),
        "limits.evidence_file_bytes": _("Largest evidence file"),
        "limits.evidence_files_per_set": _("Evidence files of {a_set}"),
        "limits.package_bytes": _("Largest package"),
        "limits.file_types": _("Types of files"),
        "limits.links_allowed": _("Links allowed"),
        "pass_rule.met_percent": _("Percent that must be met"),
        "pass_rule.partial_percent": _("Percent that may be partially met"),
        "pass_rule.not_met_allowed": _("How many may be “not met”"),
        "pass_rule.evaluators": _("{Evaluators}"),
        "pass_rule.revisions": _("Revisions"),
        "pass_rule.rule": _("What must be met"),
        "pass_rule.ratings": _("Ratings"),
        "pass_rule.on_disagreement": _("When {evaluators} disagree"),
        "options.pass-rounding": _("Rounding of percentages"),
        "options.evaluator-disagreement": _("When {evaluators} disagree"),
        "options.three-ratings": _("Three ratings of one {competency}"),
        "options.both-partial": _("Two ratings of “partially met”"),
    }


def _money_and_time_names() -> Mapping[str, str]:
    return {
        "clock.years": _("Years a candidate has"),
        "options.clock-start": _("The years start with"),
        "fees.currency": _("Currency"),
        "fees.association": _("Association with lower fees"),
        "fees.application.member": _("Application fee for members"),
        "fees.application.other": _("Application fee for others"),
        "fees.portfolio.member": _("{Portfolio} fee for members"),
        "fees.portfolio.other": _("{Portfolio} fee for others"),
        "fees.renewal.member": _("{Renewal} fee for members"),
        "fees.renewal.other": _("{Renewal} fee for others"),
        "options.portfolio-fee": _("Fee for {portfolios}"),
        "purchase_order.address": _("A purchase order goes to"),
        "purchase_order.phone": _("Phone for purchase orders"),
        "purchase_order.fax": _("Fax for purchase orders"),
        "eligibility.education": _("Required education"),
        "eligibility.hours": _("Required hours of work"),
        "eligibility.within_years": _("Years in which they must be worked"),
    }


def _renewal_names() -> Mapping[str, str]:
    return {
        "renewal.years": _("Years a certification lasts"),
        "renewal.opens_months_before": _("Months before expiration when you can {renew}"),
        "renewal.grace_months": _("Grace period in months"),
        "renewal.hours": _("Contact hours for {a_renewal}"),
        "renewal.technology_hours": _("Contact hours on technology"),
        "renewal.voluntary": _("{Renewal} is voluntary"),
        "renewal.about_sets": _("Activities are about {a_competency_set}"),
        "renewal.statement_words": _("Words of the statement for {a_renewal}"),
        "renewal.minimums": _("Hours for some kinds of activity"),
        "options.renewal-grace": _("Grace period follows"),
        "options.next-hours": _("Activities count toward the next {renewal} from"),
        "renewal.technology_set": _("{Set} with technology activities"),
        "renewal.counts_before_certification": _("Hours from before the certification count"),
        "renewal.minimum_hours": _("Minimum contact hours of an activity"),
        "renewal.hour_minutes": _("Minutes in a contact hour"),
        "renewal.one_sitting": _("{Renewal} form that can’t be saved partway"),
    }


def _other_names() -> Mapping[str, str]:
    return {
        "spelling": _("Spelling"),
        "region": _("Country of its numbers and addresses"),
        "paper": _("Paper"),
        "membership.association": _("Membership required of"),
        "membership.needed_from": _("Membership required from"),
        "membership.classes": _("Membership types"),
        "words.renew": _("Term for renewing"),
        "kind": _("What is handed in"),
        "usual_months": _("Months most candidates take"),
        "responses.needed": _("{Competencies} that need a response"),
        "statement.needed": _("{Statement} needed"),
        "statement.title": _("Name of the {statement}"),
        "statement.max_words": _("Word limit of the {statement}"),
        "statement.max_pages": _("Page limit of the {statement}"),
        "statement.per": _("{Statement} for each"),
        "statement.covers": _("{Competencies} that the {statement} covers"),
        "statement.evidence_referenced": _("Evidence referenced in the {statement}"),
        "choice.needed": _("{Sets} needed"),
        "choice.electives": _("Electives needed"),
        "designation": _("Certification title"),
        "courses.credit_years_before_approval": _("Years before approval that a course counts"),
        "courses.catalog": _("Catalog of approved courses"),
        "courses.approval_years": _("Years a course approval lasts"),
        "completion.step": _("When the {sets} are achieved"),
        "recognition.covers": _("{Sets} that a recognition agreement covers"),
        "recognition.experience_years": _("Years a graduate has to gain the experience"),
        "options.recognition-experience": _("These years start with"),
        "choosing.over_percent": _("Percent you can do, above which {a_portfolio} works"),
        "choosing.portfolio": _("Reasons for {a_portfolio}"),
        "choosing.course": _("Reasons for a course"),
        "appeal.notice_days": _("Days to give notice of appeal"),
        "appeal.documents_days": _("Days to send appeal documents"),
        "appeal.to": _("Appeals go to"),
        "routes.portfolio.accepted": _("{Portfolios} accepted"),
        "routes.portfolio.until": _("{Portfolios} accepted until"),
        "routes.portfolio.as_of": _("{Portfolios} accepted as of"),
        "routes.course.as_of": _("Courses accepted as of"),
        "routes.recognition.as_of": _("Recognition agreements accepted as of"),
        "routes.course.accepted": _("Courses accepted"),
        "routes.course.until": _("Courses accepted until"),
        "routes.recognition.accepted": _("Recognition agreements accepted"),
        "routes.recognition.until": _("Recognition agreements accepted until"),
        "contact.office": _("Program office"),
        "contact.phone": _("Phone of the program office"),
        "contact.email": _("Email of the program office"),
        "contact.web": _("Website of the program"),
        "help_contact": _("Help with LSSC Desktop"),
    }


def _choices() -> Mapping[str, str]:
    """Every choice of `core.options`."""
    return {
        "up": _("up, the strict way"),
        "down": _("down, the lenient way"),
        "combine": _("their ratings are combined"),
        "third-evaluator": _("a third {evaluator} reads it"),
        "panel": _("the whole panel decides"),
        "middle": _("the one in the middle counts"),
        "third": _("the third {evaluator} decides"),
        "always-asks": _("always ask for more"),
        "only-if-short": _("ask for more only if the {set} falls short"),
        "charged": _("charged"),
        "none": _("none"),
        "per-set": _("one for each {set}"),
        "per-candidate": _("one for each candidate"),
        "admission": _("admission"),
        "enrollment": _("enrollment"),
        "acceptance": _("acceptance"),
        "every-period": _("every period"),
        "first-period": _("the first period only"),
        "grant": _("the day of the last {renewal}"),
        "expiry": _("the end of the earlier period"),
        "application": _("the application"),
        "certification": _("the certification"),
    }


def _answers() -> Mapping[str, str]:
    return {
        "all": _("all"),
        "some": _("some"),
        "percent": _("a share"),
        "apply": _("the application"),
        "enroll": _("the enrollment"),
        "submit": _("the submission"),
        "en-US": _("as in the United States"),
        "en-GB": _("as in the United Kingdom"),
        "yes": _("yes"),
        "no": _("no"),
        "required": _("required"),
        "optional": _("optional"),
        "elective": _("elective"),
        "sets": _("{competency_sets}"),
        "statement": _("one {statement}"),
        "set": _("{set}"),
        "portfolio": _("{portfolio}"),
        "each": _("each"),
        "none": _("none"),
        "advice": _("recommended"),
        "if-mentor": _("required with a mentor"),
        "unknown": _("not known"),
        "candidate": _("you"),
        "mentor": _("your mentor"),
        "supervisor": _("your supervisor"),
    }


# Two program files compared ---------------------------------------------------------------------


def difference_line(difference: Difference, old: Program, new: Program) -> str:
    """Say one difference, and that work on it is kept where there is some."""
    place = difference.place
    is_value = difference.code in {DifferenceCode.RULE, DifferenceCode.SET_KIND}
    said = _difference_text(difference).format(
        before=rule_value(place, difference.before, old) if is_value else difference.before,
        after=rule_value(place, difference.after, new) if is_value else difference.after,
        number=difference.number,
        set_title=_set_title(difference, old, new),
        rule=rule_name(place),
    )
    if not difference.has_work:
        return said
    return f"{said} " + _("Your work on it is kept.")


def switched_lines(
    differences: Sequence[Difference],
    old: Program,
    new: Program,
    *,
    done: bool,
    undone: bool = False,
) -> tuple[str, ...]:
    """Say every difference, and whether the portfolio follows the new program now.

    `undone` says that it is the one that it followed before.
    """
    names = {
        "old": _("{name} {version}").format(name=old.name, version=old.version),
        "new": _("{name} {version}").format(name=new.name, version=new.version),
    }
    count = ngettext(
        "{count} difference between {old} and {new}:",
        "{count} differences between {old} and {new}:",
        len(differences),
    ).format(count=len(differences), **names)
    last = _("Nothing has changed yet.")
    if done:
        last = (
            _("The {portfolio} follows {new} again. All work is kept.")
            if undone
            else _("The {portfolio} follows {new} now. All work is kept, and you can go back.")
        ).format(**names)
    return (count, *(f"  {difference_line(item, old, new)}" for item in differences), last)


def newer_program_message(program: Program, newer: Program) -> Message:
    """Say that there is a newer file of the program that a portfolio follows."""
    return Message(
        _("A newer program file is available."),
        _(
            "It’s version {newer} of {name}. Your {portfolio} follows version {version} "
            "until you switch."
        ).format(newer=newer.version, name=program.short_name, version=program.version),
    )


def _difference_text(difference: Difference) -> str:
    if difference.code is DifferenceCode.RULE:
        return _rule_difference(difference)
    if difference.code is DifferenceCode.COMPETENCY_CHANGED and (
        difference.before == difference.after
    ):
        return _("{set_title}: {competency} {number}, “{after}”, has a new description.")
    return {
        DifferenceCode.SET_ADDED: _("New {set}: {after}."),
        DifferenceCode.SET_GONE: _("The {set} “{before}” was removed."),
        DifferenceCode.SET_RENAMED: _("The {set} “{before}” is now called “{after}”."),
        DifferenceCode.SET_KIND: _("“{set_title}” was {before} and is now {after}."),
        DifferenceCode.COMPETENCY_ADDED: _(
            "{set_title}: {competency} {number}, “{after}”, is new."
        ),
        DifferenceCode.COMPETENCY_GONE: _(
            "{set_title}: {competency} {number}, “{before}”, was removed."
        ),
        DifferenceCode.COMPETENCY_CHANGED: _(
            "{set_title}: {competency} {number}, “{before}”, is now “{after}”."
        ),
    }[difference.code]


def _rule_difference(difference: Difference) -> str:
    if not difference.before:
        return _("{rule}: now {after}, not set before.")
    if not difference.after:
        return _("{rule}: was {before}, not set anymore.")
    return _("{rule}: was {before}, now {after}.")


def _set_title(difference: Difference, old: Program, new: Program) -> str:
    for program in (new, old):
        found = program.competency_set(difference.set_id or "")
        if found is not None:
            return found.title
    return ""


# Whose rules ------------------------------------------------------------------------------------


def own_rules_line(rules: Rules) -> str:
    """Say to a candidate what this computer knows of the portfolio's program file; "" if it is."""
    if rules.are_known:
        return ""
    names = rules_names(rules.id.program, rules.id.version)
    if rules.state is RulesState.CHANGED:
        return _(
            "The program file in your folder says it’s {id}, version {version}, but its rules "
            "aren’t the ones of that version. An office that knows them won’t judge by yours. Ask "
            "your program’s office which file is right."
        ).format(**names)
    return _(
        "This computer doesn’t know the rules of your program file: {id}, version {version}. "
        "That’s fine if your program’s office gave it to you."
    ).format(**names)
