# The container web was recreated with one more published port.
docker rm --force web
docker run -d --name web --network frontend -p 8080:80 -p 8443:443 busybox:local sleep 1000000
