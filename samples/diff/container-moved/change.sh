# The container web was moved from one network to another.
docker network disconnect frontend web
docker network connect backend web
