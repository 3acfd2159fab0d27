"""Queries whose SQL is kept, and controls written at once, give what Django's own would give."""

import pytest
from django import forms
from django.contrib.auth.models import Group
from django.test.html import parse_html

from portal import sql
from portal.widgets import PlainSelect


@pytest.fixture
def groups(db):
    return [Group.objects.create(name=name) for name in ("a 1", "a 2", "a 3", "b 1")]


class TestPrepared:
    def test_is_asked_anew_each_time(self, groups):
        ask = sql.Prepared(Group.objects.filter(name=sql.slot("name")))
        assert ask(name="a 1").get() == groups[0]
        groups[0].delete()
        with pytest.raises(Group.DoesNotExist):
            ask(name="a 1").get()
        assert ask(name="b 1").get() == groups[3]

    def test_counts_and_cuts(self, groups):
        some = sql.Prepared(Group.objects.filter(name__startswith=sql.slot("start")).order_by("-name"))(start="a")
        assert some.count() == 3
        assert some[:2] == [groups[2], groups[1]]
        assert some[2:4] == [groups[0]]
        assert [*some] == groups[2::-1]

    def test_pages(self, groups):
        page = sql.Prepared(Group.objects.filter(name__startswith=sql.slot("start")).order_by("name"))(start="a")
        assert page.page("2", 2).object_list == [groups[2]]
        assert page.page("nonsense", 2).object_list == groups[:2]

    def test_lists_of_values(self, groups):
        wanted = [groups[0].pk, groups[3].pk]
        ask = sql.Prepared(Group.objects.filter(pk__in=sql.slots(2)).order_by("name"))
        assert [*ask(**sql.listed(wanted))] == [groups[0], groups[3]]

    @pytest.mark.parametrize("value", ["' OR 1=1 --", "%s", "a%", "a_1", "\\"])
    def test_a_value_is_never_sql(self, groups, value):
        assert sql.Prepared(Group.objects.filter(name=sql.slot("name")))(name=value).count() == 0
        assert sql.Prepared(Group.objects.filter(name__startswith=sql.slot("name")))(name=value).count() == 0


class TestPlainSelect:
    @pytest.mark.parametrize("chosen", ["", "b", "<", None])
    def test_is_what_django_writes(self, chosen):
        choices = [("", "All"), ("b", "B & <b>"), ("<", "C")]
        plain, django = PlainSelect(choices=choices), forms.Select(choices=choices)
        attrs = {"id": "x", "required": True}
        assert parse_html(plain.render("n", chosen, attrs)) == parse_html(django.render("n", chosen, attrs))
