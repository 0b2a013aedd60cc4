# Every way in which a container can have, share, or lack a namespace.
docker run -d --name app busybox:local sleep 1000000
docker run -d --name sidecar --network container:app busybox:local sleep 1000000
docker run -d --name agent --network host busybox:local sleep 1000000
docker run -d --name sealed --network none busybox:local sleep 1000000
docker run -d --name paused busybox:local sleep 1000000
docker pause paused
docker create --name never-started busybox:local sleep 1000000
docker run --name finished busybox:local sh -c 'exit 3' || true
ip netns add by-hand
ip -n by-hand link set lo up
