# The classic picture: docker0 with a redis and a mysql container.
ip link set eth0 down
ip addr flush dev eth0
ip link set eth0 address 06:5f:13:aa:01:77 up
ip addr add 10.0.0.5/24 brd + dev eth0
ip route add default via 10.0.0.1
ip link set docker0 address 02:42:74:3c:0b:8f

docker tag busybox:local redis
docker tag busybox:local mysql

# Docker gives the host's end a name and a MAC at random.
rename_newest_veth() {
    old=$(ip -o link show master docker0 | tail -n 1 | sed 's/^[0-9]*: \([^@:]*\).*/\1/')
    ip link set "$old" down
    ip link set "$old" name "$1" address "$2"
    ip link set "$1" up
}
docker run -d --name pensive_yonath --expose 6379 redis sleep 1000000
rename_newest_veth veth7f6daae 36:48:bf:1a:81:e3
docker run -d --name mad_feynman --expose 3306 mysql sleep 1000000
rename_newest_veth vethc5d293a 6e:58:97:8c:39:5b
