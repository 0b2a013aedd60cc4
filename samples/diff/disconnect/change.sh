# The container web was disconnected from one of its two networks.
docker network disconnect backend web
