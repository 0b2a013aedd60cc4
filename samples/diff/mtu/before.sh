ip netns add guest
ip link add br0 type bridge
ip addr add 192.0.2.1/24 dev br0
ip link add port0 type veth peer name eth0 netns guest
ip link set port0 master br0 up
ip link set br0 up
ip -n guest link set lo up
ip -n guest link set eth0 up
