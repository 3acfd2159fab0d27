from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory

from intake import limits
from intake.models import Counter
from portal import retention

NOW = datetime(2026, 11, 22, 10, 0, 30, tzinfo=UTC)


def request(address="203.0.113.7", forwarded=None):
    extra = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return RequestFactory().get("/", REMOTE_ADDR=address, **extra)


class TestAddress:
    def test_of_the_connection_when_no_proxy_is_trusted(self, settings):
        settings.TRUSTED_PROXIES = 0
        assert limits.client_address(request(forwarded="198.51.100.1")) == "203.0.113.7"

    def test_as_our_proxy_saw_it_whatever_the_sender_wrote_before(self, settings):
        settings.TRUSTED_PROXIES = 1
        assert limits.client_address(request(forwarded="1.1.1.1, 198.51.100.1")) == "198.51.100.1"

    def test_through_two_proxies(self, settings):
        settings.TRUSTED_PROXIES = 2
        assert limits.client_address(request(forwarded="1.1.1.1, 198.51.100.1, 10.0.0.2")) == "198.51.100.1"

    def test_an_ipv6_network_is_one_address(self):
        first, second = request("2001:db8:1:2::1"), request("2001:db8:1:2:ffff::9")
        assert limits.client_address(first) == limits.client_address(second) == "2001:db8:1:2::/64"

    @pytest.mark.parametrize("address", ["", "unix:", "not an address", "\x00"])
    def test_nonsense_is_one_address(self, address):
        assert limits.client_address(request(address)) == "unknown"


@pytest.mark.django_db
class TestHit:
    def test_one_too_many_is_refused_until_the_window_ends(self, settings):
        settings.LIMITS = {"code": (2, 60)}
        limits.hit("code", request(), at=NOW)
        limits.hit("code", request(), at=NOW)
        with pytest.raises(limits.TooMany) as caught:
            limits.hit("code", request(), at=NOW)
        assert caught.value.retry_after == 30
        assert caught.value.minutes == 1
        limits.hit("code", request(), at=NOW + timedelta(seconds=30))

    def test_addresses_and_purposes_are_counted_apart(self, settings):
        settings.LIMITS = {"code": (1, 60), "submit": (1, 60)}
        limits.hit("code", request(), at=NOW)
        limits.hit("submit", request(), at=NOW)
        limits.hit("code", request("203.0.113.8"), at=NOW)
        assert Counter.objects.count() == 3

    def test_no_address_is_kept(self):
        limits.hit("code", request(), at=NOW)
        counter = Counter.objects.get()
        assert "203.0.113" not in f"{counter.key} {counter.purpose}"
        assert counter.since == datetime(2026, 11, 22, 10, 0, tzinfo=UTC)

    def test_an_undefined_purpose_is_a_fault_of_ours(self):
        with pytest.raises(KeyError):
            limits.hit("nothing", request())

    def test_old_windows_are_forgotten(self):
        limits.hit("code", request(), at=NOW - timedelta(days=2))
        limits.hit("code", request(), at=NOW)
        assert retention.run(NOW)["counters"] == 1
        assert Counter.objects.count() == 1
