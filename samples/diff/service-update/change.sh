# The Swarm service web of two replicas was updated to another image.
docker service update --quiet --no-resolve-image --image web:1.5 web
