docker run -d --name web busybox:local sleep 1000000
ip link add br0 type bridge
ip addr add 192.0.2.1/24 dev br0
ip link set br0 up
ip link add spare type veth peer name far
ip link set spare master br0 up
ip link set far up
