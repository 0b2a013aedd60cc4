# The default gateways were replaced by others.
ip route replace default via 203.0.113.254
ip -6 route del default
ip -6 route add default via 2001:db8::fe
