"""RTM_NEWNETCONF into sysctls."""

import pytest

from tests.sources.live import wire
from tests.sources.live.wire import integer
from topograph.sources.live.decode_netconf import NETCONF_IPV4, NETCONF_IPV6, decode_netconf


def test_ipv4_settings_have_the_names_of_their_sysctls() -> None:
    told = wire.netconf(2, integer(1, -1), integer(2, 1), integer(3, 2), integer(5, 0))
    assert decode_netconf([told]) == {
        "ipv4.ip_forward": 1,
        "ipv4.conf.all.rp_filter": 2,
        "ipv4.conf.all.proxy_arp": 0,
    }


def test_ipv6_settings_have_the_names_of_their_sysctls() -> None:
    told = wire.netconf(10, integer(2, 1), integer(5, 1))
    assert decode_netconf([told]) == {"ipv6.conf.all.forwarding": 1}


def test_what_is_not_told_is_left_out() -> None:
    assert decode_netconf([wire.netconf(2, integer(2, 1))]) == {"ipv4.ip_forward": 1}
    assert decode_netconf([wire.netconf(28, integer(2, 1)), wire.done()]) == {}
    assert decode_netconf([]) == {}


def test_the_values_of_one_answer_are_not_those_of_the_next() -> None:
    told = wire.netconf(2, integer(2, 1))
    decode_netconf([told])["ipv4.ip_forward"] = 7
    assert decode_netconf([told]) == {"ipv4.ip_forward": 1}


def test_the_requests_ask_for_all_links_of_one_family() -> None:
    assert (NETCONF_IPV4[0], NETCONF_IPV6[0]) == (2, 10)
    assert NETCONF_IPV4[4:] == NETCONF_IPV6[4:] == integer(1, -1)


@pytest.mark.parametrize("body", [b"", b"\2\0\0\0\x03\0\2\0"])
def test_settings_that_are_cut_short_are_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match="cut short"):
        decode_netconf([wire.message(80, body)])
