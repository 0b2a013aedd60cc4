ip route add 198.51.100.0/24 via 203.0.113.7
