# The container web became shop, the bridge br0 became lan, and its port spare became trunk.
docker rename web shop
ip link set br0 name lan
ip link set spare name trunk
