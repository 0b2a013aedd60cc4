# The bridge br0, and the link eth0 in the namespace guest, got another MTU.
ip link set br0 mtu 1400
ip -n guest link set eth0 mtu 1450
