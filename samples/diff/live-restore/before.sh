echo '{"live-restore": true}' > /run/docker.json
kill -HUP "$(cat /run/docker.pid)"
docker network create --subnet 198.51.100.0/25 backend
docker run -d --name web --network backend -p 8080:80 busybox:local sleep 1000000
docker run -d --name proxy busybox:local sleep 1000000
