# What `docker compose` does for the pairs, by hand and with its labels (those of version 2).
project() { # NAME SUBNET
    docker network create --subnet "$2" --label "com.docker.compose.project=$1" \
        --label com.docker.compose.network=default --label com.docker.compose.version=2.24.5 "$1_default"
}

create() { # PROJECT SERVICE NUMBER NAME [OPTION ...]
    set -- "$@" --label "com.docker.compose.project=$1" --label "com.docker.compose.service=$2" \
        --label "com.docker.compose.container-number=$3" --network "$1_default" \
        --label "com.docker.compose.config-hash=$(echo "$1 $2" | sha256sum | cut -c -64)" \
        --label "com.docker.compose.image=$(docker image inspect --format '{{.Id}}' busybox:local)" \
        --label "com.docker.compose.project.config_files=/srv/$1/compose.yaml" \
        --label "com.docker.compose.project.working_dir=/srv/$1" \
        --label com.docker.compose.oneoff=False --label com.docker.compose.depends_on= \
        --label com.docker.compose.version=2.24.5
    name=$4
    shift 4
    docker create --name "$name" "$@" busybox:local sleep 1000000
}

service() { # PROJECT SERVICE NUMBER
    create "$1" "$2" "$3" "$1-$2-$3" --network-alias "$2"
    docker start "$1-$2-$3"
}

# The new one is made under another name before the old one goes, and is started in a later step.
recreate() { # PROJECT SERVICE NUMBER
    old=$(docker container inspect --format '{{.Id}}' "$1-$2-$3")
    between=$(echo "$old" | cut -c -12)_$1-$2-$3
    create "$1" "$2" "$3" "$between" --network-alias "$2" --label "com.docker.compose.replace=$old"
    docker stop --time 0 "$old"
    docker rm "$old"
    docker rename "$between" "$1-$2-$3"
}

down() { # PROJECT
    ours=$(docker ps --all --quiet --filter "label=com.docker.compose.project=$1")
    docker stop --time 0 $ours
    docker rm $ours
    docker network rm "$1_default"
}
