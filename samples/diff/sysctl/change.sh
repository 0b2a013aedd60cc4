# Forwarding was switched on, and a policy rule and a route in its table were added.
echo 1 > /proc/sys/net/ipv4/ip_forward
ip rule add from 192.0.2.0/24 priority 1000 table 100
ip route add default via 203.0.113.254 table 100
