"""Who is given work to do: a table."""

import pytest

from intake.rules.suspicion import Bounds, Sending, Verdict, verdict

PLAIN = "Су тасқынынан кейін өтемақыны қайдан алуға болады?"


@pytest.mark.parametrize(
    ("sending", "expected"),
    [
        (Sending(PLAIN, 60), Verdict.CLEAR),
        (Sending(PLAIN, 3), Verdict.CLEAR),
        (Sending(PLAIN, 2.9), Verdict.CHALLENGE),
        (Sending(PLAIN, 60, sent_lately=20), Verdict.CLEAR),
        (Sending(PLAIN, 60, sent_lately=21), Verdict.CHALLENGE),
        (Sending(PLAIN, 60, trapped=True), Verdict.QUARANTINE),
        (Sending(PLAIN, 0, 500, trapped=True), Verdict.QUARANTINE),
        (Sending("Қараңыз: https://gov.kz және https://egov.kz", 60), Verdict.CLEAR),
        (Sending("http://a.kz http://b.kz www.c.kz", 60), Verdict.CHALLENGE),
        (Sending("Buy <a href='x'>here</a> now", 60), Verdict.CHALLENGE),
        (Sending("Cheap [url=http://x]pills[/url]", 60), Verdict.CHALLENGE),
        (Sending("Көмек" + "!" * 19, 60), Verdict.CLEAR),
        (Sending("Көмек" + "!" * 20, 60), Verdict.CHALLENGE),
        (Sending("аааааааааааааааааааааа не дейсіз", 60), Verdict.CHALLENGE),
        (Sending("су " * 30, 60), Verdict.CHALLENGE),
        (Sending("су " * 19, 60), Verdict.CLEAR),
        (Sending("1234567 890 !!! ???", 60), Verdict.CHALLENGE),
        (Sending("ПОЧЕМУ У НАС НЕТ ВОДЫ??? КОГДА ДАДУТ???", 60), Verdict.CLEAR),
        (Sending("Мектеп пе, бала бақша ма, мектеп пе " * 4, 60), Verdict.CLEAR),
        (Sending("مرحبا بالعالم كيف الحال؟", 60), Verdict.CLEAR),
        (Sending("Балабақша кезегі 👩‍👧‍👦 қашан 🙂 келеді?", 60), Verdict.CLEAR),
        (Sending("", 60), Verdict.CHALLENGE),
    ],
)
def test_table(sending, expected):
    assert verdict(sending) is expected


def test_bounds_are_the_caller_s():
    assert verdict(Sending(PLAIN, 0), Bounds(least_seconds=0)) is Verdict.CLEAR
    assert verdict(Sending(PLAIN, 9, 1), Bounds(most_sent=0)) is Verdict.CHALLENGE
