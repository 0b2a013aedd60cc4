docker network create --subnet 198.51.100.0/25 --ipv6 --subnet 2001:db8:0:1::/64 backend
for name in web db; do
    docker run -d --name "$name" --restart always --network backend busybox:local sleep 1000000
done
docker run -d --name proxy --restart always -p 80:80 busybox:local sleep 1000000
