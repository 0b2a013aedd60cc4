# A static route was added, one was removed, and one leads to another gateway.
ip route add 198.51.100.128/25 via 203.0.113.8
ip route del 198.51.100.0/25
ip route replace 192.0.2.0/25 via 203.0.113.9 metric 100
