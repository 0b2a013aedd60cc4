# Namespaces in which the same numbers mean different links.
ip link add br0 type bridge
ip addr add 192.0.2.1/24 dev br0
ip link set br0 up
for number in 1 2 3; do
    ip netns add "room$number"
    # The first pair has one number for both of its ends.
    ip link add "to-room$number" index $((6 + number)) type veth peer name eth0 index 7 netns "room$number"
    ip link set "to-room$number" master br0 up
    ip -n "room$number" addr add "192.0.2.1$number/24" dev eth0
    ip -n "room$number" link set lo up
    ip -n "room$number" link set eth0 up
    ip -n "room$number" route add default via 192.0.2.1
done
# And one between two rooms, past the host.
ip -n room1 link add east index 9 type veth peer name west index 9 netns room2
ip -n room1 link set east up
ip -n room2 link set west up
