ip netns add guest
ip link add br0 type bridge
ip link add br1 type bridge
ip addr add 192.0.2.1/25 dev br0
ip addr add 192.0.2.129/25 dev br1
ip link add port0 type veth peer name eth0 netns guest
ip link set port0 master br0
for link in br0 br1 port0; do ip link set "$link" up; done
ip -n guest link set lo up
ip -n guest link set eth0 up
