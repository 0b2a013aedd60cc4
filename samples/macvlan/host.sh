# Containers that stand on the uplink itself.
docker network create -d macvlan --subnet 203.0.113.0/24 --gateway 203.0.113.1 \
    --ip-range 203.0.113.128/25 -o parent=eth0 lan
docker run -d --name printer --network lan busybox:local sleep 1000000
docker run -d --name camera --network lan busybox:local sleep 1000000
ip link add link eth0 name shim type macvlan mode bridge
ip addr add 203.0.113.3/32 dev shim
ip link set shim up
