# A bridge br0 was made, eth0 became its port, and the address of eth0 went to br0.
ip link add br0 type bridge
ip link set br0 address "$(cat /sys/class/net/eth0/address)"
ip link set br0 up
ip link set eth0 master br0
ip addr flush dev eth0 scope global
ip addr add 203.0.113.2/24 brd + dev br0
ip route add default via 203.0.113.1
ip route add 198.51.100.0/24 via 203.0.113.7
