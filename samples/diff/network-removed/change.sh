# The network backend was removed after its only container had been disconnected.
docker network disconnect backend web
docker network rm backend
