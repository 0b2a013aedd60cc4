# The port port0 was moved from the bridge br0 to br1.
ip link set port0 master br1
