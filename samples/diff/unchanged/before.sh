docker network create --subnet 198.51.100.0/25 --ipv6 --subnet 2001:db8:0:1::/64 backend
docker run -d --name web --network backend -p 8080:80 busybox:local sleep 1000000
docker run -d --name db --network backend --ip 198.51.100.20 --ip6 2001:db8:0:1::20 busybox:local sleep 1000000
