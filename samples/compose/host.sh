# Three Compose projects behind one proxy: each has a network of its own, and its web containers
# are on that of the proxy as well.
docker network create --subnet 198.51.100.0/27 proxy

project() {
    docker network create --subnet "$2" --label "com.docker.compose.project=$1" \
        --label com.docker.compose.network=default "$1_default"
}

service() {
    docker create --name "$1-$2-$3" --hostname "$2" --network "$1_default" \
        --label "com.docker.compose.project=$1" --label "com.docker.compose.service=$2" \
        --label "com.docker.compose.container-number=$3" busybox:local sleep 1000000
    if [ "$2" = web ]; then docker network connect proxy "$1-$2-$3"; fi
    docker start "$1-$2-$3"
}

project blog 198.51.100.32/27
project shop 198.51.100.64/27
project wiki 198.51.100.96/27

docker run -d --name traefik --network proxy -p 80:80 -p 443:443 busybox:local sleep 1000000
for number in 1 2 3 4 5 6; do service shop web "$number"; done
service shop db 1
service shop cache 1
for number in 1 2; do service blog web "$number"; done
service blog db 1
service wiki web 1
service wiki db 1
docker stop --time 0 wiki-db-1
