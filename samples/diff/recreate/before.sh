docker network create --subnet 198.51.100.0/25 frontend
docker tag busybox:local web:1.4
docker tag busybox:local web:1.5
docker run -d --name web --network frontend -p 8080:80 web:1.4 sleep 1000000
docker run -d --name db --network frontend busybox:local sleep 1000000
