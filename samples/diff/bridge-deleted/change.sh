# The bridge br0 was deleted, and so were the veths to the two namespaces behind it.
ip link del br0
ip link del to-room1
ip link del to-room2
