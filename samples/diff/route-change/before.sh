ip route add 198.51.100.0/25 via 203.0.113.7
ip route add 192.0.2.0/25 via 203.0.113.7 metric 100
