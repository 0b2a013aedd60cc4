# Nothing was changed; the container web has spoken with db and with its gateway.
docker exec web ping -c 1 198.51.100.20
docker exec web ping -c 1 2001:db8:0:1::20
docker exec web ping -c 1 198.51.100.1
