docker tag busybox:local web:1.4
docker tag busybox:local web:1.5
docker swarm init --advertise-addr 203.0.113.2
docker network create -d overlay --subnet 198.51.100.0/24 mesh
docker service create --quiet --name web --replicas 2 --network mesh --endpoint-mode dnsrr \
    --no-resolve-image --update-monitor 0s --stop-grace-period 1s web:1.4 sleep 1000000
