"""The data protection officer sees how long things are kept and what was erased, and changes the terms."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from portal import retention
from portal.retention import RetentionTerm
from qa.rules.states import Role
from qa.tests.factories import Office, confirmed_contact, member


def test_the_officer_sees_terms_what_would_go_and_what_went(office: Office, sign_in) -> None:
    office.resolved(contact=confirmed_contact())
    retention.run(timezone.now() + timedelta(days=181))
    client = sign_in(member(Role.DPO))
    page = client.get(reverse("qa_staff:retention"))
    assert "E-mail addresses of askers" in page.text
    assert [count for _, _, count in page.context["erased"]] == [1]
    add = reverse("qa_retention_terms:add")
    values = {"key": "contacts", "days": "30", "in_force_from": "2026-01-01", "basis": "№ 1"}
    assert client.post(add, {**values, "key": "drafts"}).status_code == 200
    assert not RetentionTerm.objects.exists()
    assert client.post(add, values).status_code == 302
    assert RetentionTerm.objects.get().days == 30
