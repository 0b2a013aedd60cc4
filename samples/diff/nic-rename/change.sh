# The uplink eth0 became lan0.
ip link set eth0 down
ip link set eth0 name lan0
ip link set lan0 up
ip route add default via 203.0.113.1
