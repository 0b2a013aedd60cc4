# The container web was connected to a second network.
docker network connect --alias app backend web
