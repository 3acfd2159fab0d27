"""Reads what comes back to the envelope's sender: delivery reports (RFC 3464), complaints (RFC 5965), and the plain
letters of servers that know neither. Pure: bytes in, a `Report` out; `portal.undelivered` acts on it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Final

LONGEST: Final = 512 * 1024  # bytes of a letter that are read: reports are short, only what they enclose is not

_STATUS: Final = re.compile(r"(?<![\d.])([45])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_CODE: Final = re.compile(r"(?<![\d.])([45])\d\d(?=[ -])")
_MESSAGE_ID: Final = re.compile(r"^[>\s]*message-id:\s*(<[^<>\s]{3,250}>)", re.IGNORECASE | re.MULTILINE)
_FAILURE: Final = re.compile(
    r"undeliver|delivery (?:has )?fail|delivery status notification \(failure\)|failure notice|returned mail"
    r"|mail delivery failed|could not be delivered|permanent error|не доставлен|невозможно доставить|жеткізілмеді",
    re.IGNORECASE,
)
_DELAY: Final = re.compile(
    r"\(delay\)|delayed|warning: message|will (?:be )?retr|not yet been delivered", re.IGNORECASE
)
_DAEMON: Final = re.compile(r"mailer-daemon|postmaster|mail delivery (?:sub)?system", re.IGNORECASE)


class Kind(StrEnum):
    """What a letter that came back says."""

    FAILED = "failed"  # it could not be delivered: `status` says how badly
    COMPLAINT = "complaint"  # its reader called it unwanted
    OTHER = "other"  # a delay, a receipt, an absence note, anything else


@dataclass(frozen=True, slots=True)
class Report:
    """`addresses` are those in which an envelope's token may stand, `message_ids` those of the letter it is about."""

    kind: Kind
    status: str = ""
    addresses: str = ""
    message_ids: tuple[str, ...] = ()
    at: datetime | None = None


def read(raw: bytes) -> Report:
    """What `raw`, one whole letter, says. Never raises: a letter that makes no sense is an OTHER one."""
    mail = message_from_bytes(raw[:LONGEST])
    parts = [(part.get_content_type(), part) for part in mail.walk()]
    kinds = {kind for kind, _ in parts}
    if "message/feedback-report" in kinds:
        kind, status = _complaint(parts)
    elif "message/delivery-status" in kinds:
        kind, status = _delivery(parts)
    else:
        kind, status = _plain(mail)
    return Report(kind, status, _addresses(mail), tuple(_message_ids(mail)), _date(mail))


def _complaint(parts: list[tuple[str, Message]]) -> tuple[Kind, str]:
    """Every feedback but the one that takes a complaint back."""
    said = " ".join(_text(part) for kind, part in parts if kind == "message/feedback-report")
    return (Kind.OTHER if re.search(r"feedback-type:\s*not-spam", said, re.IGNORECASE) else Kind.COMPLAINT), ""


def _delivery(parts: list[tuple[str, Message]]) -> tuple[Kind, str]:
    """The first recipient that failed. A report of a delay, of a delivery or of a relay tells of no failure."""
    for kind, part in parts:
        if kind != "message/delivery-status":
            continue
        blocks = part.get_payload()
        for block in blocks if isinstance(blocks, list) else []:
            if isinstance(block, Message) and str(block.get("Action", "")).strip().lower().startswith("failed"):
                return Kind.FAILED, status_in(f"{block.get('Status', '')} {block.get('Diagnostic-Code', '')}")
    return Kind.OTHER, ""


def _plain(mail: Message) -> tuple[Kind, str]:
    """A letter in words from a mail server. An absence note comes from a person's address and is none."""
    sender = f"{mail.get('From', '')} {mail.get('Return-Path', '')}"
    if str(mail.get("Auto-Submitted", "")).lower().startswith("auto-replied") and not _DAEMON.search(sender):
        return Kind.OTHER, ""
    empty_path = str(mail.get("Return-Path", "")).strip() == "<>"
    words = f"{mail.get('Subject', '')}\n{_text(mail)}"[:20_000]
    if not (empty_path or _DAEMON.search(sender)) or not _FAILURE.search(words) or _DELAY.search(words[:2000]):
        return Kind.OTHER, ""
    return Kind.FAILED, status_in(words)


def status_in(words: str) -> str:
    """ "5.1.1" as it stands there, else "5.0.0" or "4.0.0" after a reply code of SMTP; 5.0.0 where nothing is said."""
    found = _STATUS.search(words)
    if found:
        return found.group(0)
    code = _CODE.search(words)
    return f"{code.group(1)}.0.0" if code else "5.0.0"


def _text(part: Message) -> str:
    """The readable text of a letter or of one of its parts, whatever it claims of its encoding."""
    if part.is_multipart():
        blocks = part.get_payload()
        return "\n".join(
            _text(block) or str(block) for block in blocks if isinstance(block, Message)
        )  # the blocks of a report are headers alone
    payload = part.get_payload(decode=True)
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _addresses(mail: Message) -> str:
    """Where the token of the envelope may stand: in what the report was sent to, and in what it encloses."""
    names = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "X-Failed-Recipients")
    headers = [str(value) for name in names for value in mail.get_all(name, [])]
    return " ".join([*headers, *(str(part.get("Return-Path", "")) for part in mail.walk())])


def _message_ids(mail: Message) -> Iterator[str]:
    """The Message-IDs of enclosed letters and headers, not the report's own."""
    for part in mail.walk():
        if part is not mail and part.get("Message-ID"):
            yield str(part["Message-ID"]).strip()
    yield from _MESSAGE_ID.findall(_text(mail)[:50_000])


def _date(mail: Message) -> datetime | None:
    try:
        return parsedate_to_datetime(str(mail["Date"]))
    except (TypeError, ValueError):
        return None
