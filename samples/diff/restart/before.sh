docker network create --subnet 198.51.100.0/25 --ipv6 --subnet 2001:db8:0:1::/64 backend
docker run -d --name proxy -p 80:80 busybox:local sleep 1000000
docker run -d --name mail -p 2525:25 busybox:local sleep 1000000
docker run -d --name web --network backend --ip 198.51.100.20 -p 8080:80 busybox:local sleep 1000000
docker run -d --name db --network backend busybox:local sleep 1000000
