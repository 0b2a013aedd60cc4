# The container web was removed and run again with another image tag and another published port.
docker rm --force web
docker run -d --name web --network frontend -p 8081:80 web:1.5 sleep 1000000
