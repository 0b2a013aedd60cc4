docker network create --subnet 198.51.100.0/25 frontend
docker run -d --name web --network frontend -p 8080:80 busybox:local sleep 1000000
docker run -d --name db --network frontend busybox:local sleep 1000000
ip netns add by-hand
ip -n by-hand link set lo up
