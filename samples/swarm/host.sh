# An overlay network: its bridge and vxlan stand in a namespace that no process lives in.
docker swarm init --advertise-addr 203.0.113.2
docker network create -d overlay --attachable --subnet 198.51.100.0/24 mesh
docker run -d --name api --network mesh busybox:local sleep 1000000
docker run -d --name cache --network mesh busybox:local sleep 1000000
