ip link add br0 type bridge
ip addr add 192.0.2.1/24 dev br0
ip link set br0 up
for number in 1 2; do
    ip netns add "room$number"
    ip link add "to-room$number" type veth peer name eth0 netns "room$number"
    ip link set "to-room$number" master br0 up
    ip -n "room$number" addr add "192.0.2.1$number/24" dev eth0
    ip -n "room$number" link set lo up
    ip -n "room$number" link set eth0 up
    ip -n "room$number" route add default via 192.0.2.1
done
