docker network create --subnet 198.51.100.0/25 frontend
docker network create --subnet 198.51.100.128/25 backend
docker run -d --name web --network frontend busybox:local sleep 1000000
docker network connect backend web
