# Two user networks, and a container on both of them.
docker network create --subnet 198.51.100.0/25 frontend
docker network create --subnet 198.51.100.128/25 --ipv6 --subnet 2001:db8:0:1::/64 backend
docker run -d --name traefik --network frontend -p 203.0.113.2:80:80 -p 443:443 busybox:local sleep 1000000
docker create --name web --network frontend \
    --label com.docker.compose.project=shop --label com.docker.compose.service=web \
    --label com.docker.compose.container-number=1 busybox:local sleep 1000000
docker network connect --alias app backend web
docker start web
docker run -d --name postgres --network backend --ip 198.51.100.200 busybox:local sleep 1000000
