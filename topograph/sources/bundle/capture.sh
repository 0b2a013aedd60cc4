#!/bin/sh
# Writes down how the network of this host is wired, for `topograph` to show on another machine.
#
#   sh capture.sh                 writes topograph-HOSTNAME-DATE.tar.gz into the current folder
#   sh capture.sh -o FILE         writes FILE; - is stdout
#   ssh root@HOST sh -s -- -o - < capture.sh > HOST.tar.gz
#
# It only reads: no setting is changed, nothing is installed, nothing is sent anywhere. Files are
# written to the output and to a temporary folder, which is removed. As root it sees everything,
# as another user what that user may see. Exit status: 0 if FILE was written, 2 if not.
#
# Of containers it keeps names, images, states, addresses and ports, and of their labels those of
# Compose and Swarm: no environment variable, no arguments, no mounts.
#
# The tar holds one file for the output of each command, and `topograph-index`, which says which is
# which: number of the file, exit status, what it is about, command; separated by tabs.

say() { printf 'capture: %s\n' "$*" >&2; }

fail() {
    say "$@"
    exit 2
}

has() { command -v "$1" >/dev/null 2>&1; }

# The numbers of the kernel's names for namespaces: net:[4026531840].
NETNS='net:\[\([0-9]*\)\]'

# How long an engine may take for one answer, in seconds.
PATIENCE=20

# keep ABOUT NAME COMMAND...: run a command and keep what it prints; NAME is for the index.
keep() {
    about=$1 name=$2
    shift 2
    count=$((count + 1))
    status=0
    "$@" >"$folder/$count" 2>"$work/errors" || status=$?
    if [ -s "$work/errors" ]; then mv "$work/errors" "$folder/$count.errors"; fi
    printf '%s\t%s\t%s\t%s\n' "$count" "$status" "$about" "$name" >>"$folder/topograph-index"
    return "$status"
}

# limited COMMAND...: end a command that takes too long.
limited() {
    "$@" &
    running=$!
    (
        waited=0
        # It ends by itself when there is nothing left to wait for.
        while kill -0 "$running"; do
            if [ "$waited" -ge "$PATIENCE" ]; then kill -9 "$running" && exit; fi
            sleep 1
            waited=$((waited + 1))
        done
    ) >/dev/null 2>&1 &
    ended=0
    wait "$running" || ended=$?
    if [ "$ended" -eq 137 ]; then echo 'no answer in time' >&2; fi
    return "$ended"
}

# ---- the host -------------------------------------------------------------------------------

told_by_kernel() {
    grep '' /dev/null /proc/sys/kernel/hostname /proc/sys/kernel/osrelease \
        /proc/sys/kernel/arch /proc/sys/kernel/random/boot_id /etc/machine-id
}

told_by_environment() {
    for variable in DOCKER_HOST CONTAINER_HOST XDG_RUNTIME_DIR SUDO_UID; do
        eval "value=\${$variable:-}"
        if [ -n "$value" ]; then printf '%s=%s\n' "$variable" "$value"; fi
    done
}

open_files() { ls -n /proc/[0-9]*/fd | grep -e '^/proc/[0-9]*/fd:$' -e '-> net:\[' -e '-> /.*netns/'; }

# Of processes with the same mounts, those of the one with the lowest number are enough.
mounts() {
    set -- $(
        sed -n 's,.*/proc/\([0-9]*\)/ns/mnt -> mnt:\[\([0-9]*\)\]$,\2 \1,p' "$folder/$links" |
            sort -k1,1n -k2,2n | {
            last=
            while read -r space pid; do
                if [ "$space" != "$last" ]; then echo "/proc/$pid/mountinfo"; fi
                last=$space
            done
        }
    )
    grep -F -e ' - nsfs ' /dev/null "$@"
}

# Files that were opened by a name: the device number tells whether they are namespaces.
opened_by_name() {
    set -- $(
        sed -n -e 's,^\(/proc/[0-9]*/fd\):$,\1,p' -e 's,.* \([0-9]*\) -> /.*,\1,p' "$folder/$files" | {
            while read -r line; do
                case $line in
                /*) place=$line ;;
                *) echo "$place/$line" ;;
                esac
            done
        }
    )
    if [ $# -gt 0 ]; then stat -L -c '%d %i %n' /proc/self/ns/net "$@"; fi
}

read_host() {
    keep host 'date' date -u +%Y-%m-%dT%H:%M:%SZ
    keep host 'user' id -u
    keep host 'kernel' told_by_kernel
    keep host 'os-release' grep '^PRETTY_NAME=' /dev/null /etc/os-release /usr/lib/os-release
    keep host 'environment' told_by_environment
    keep host 'own namespace' ls -n /proc/self/ns/net || fail 'the own namespace could not be read'
    own=$(sed -n "s/.* -> $NETNS\$/\\1/p" "$folder/$count")
    keep host 'namespaces' ls -n /proc/[0-9]*/ns/net /proc/[0-9]*/ns/mnt
    links=$count
    keep host 'names' grep '' /dev/null /proc/[0-9]*/comm
    # Ids of containers, and the processes that watch over those of Podman.
    keep host 'cgroups' grep -E '[0-9a-f]{64}|conmon' /dev/null /proc/[0-9]*/cgroup
    keep host 'mounts' mounts
    mounts=$count
    keep host 'files' open_files
    files=$count
    named=
    if has stat; then
        keep host 'opened by name' opened_by_name
        named=$count
    fi
    for place in /run/netns /run/docker/netns; do
        keep host "folder $place" ls -1iL "$place"
    done
    keep host 'drivers' ls -n /sys/class/net/*/device/driver
}

# ---- network namespaces ---------------------------------------------------------------------

# Prints for each namespace one way into it: INODE WAY PID PATH, the best first.
ways() {
    sed -n "s,.*[ /]proc/\\([0-9]*\\)/ns/net -> $NETNS\$,\\2 1 \\1 /proc/\\1/ns/net,p" "$folder/$links"
    for place in /run/netns /run/docker/netns; do
        ls -1iL "$place" 2>/dev/null | sed -n "s,^ *\\([0-9]*\\) \\(.*\\)\$,\\1 2 0 $place/\\2,p"
    done
    # Names with a backslash are names with a blank and the like.
    sed -n "s,^/proc/\\([0-9]*\\)/mountinfo:[^ ]* [^ ]* [^ ]* $NETNS \\([^ \\]*\\) .*,\\2 3 \\1 /proc/\\1/root\\3,p" \
        "$folder/$mounts"
    sed -n -e 's,^\(/proc/[0-9]*/fd\):$,\1,p' -e "s,.* \\([0-9]*\\) -> $NETNS\$,\\1 \\2,p" "$folder/$files" | {
        while read -r file inode; do
            case $file in
            /*) place=$file ;;
            *) echo "$inode 4 0 $place/$file" ;;
            esac
        done
    }
    if [ -n "$named" ]; then
        sed -n 's,^[0-9]* \([0-9]*\) \(/proc/[0-9].*\),\1 4 0 \2,p' "$folder/$named"
    fi
}

enter() {
    case $way in
    own) "$@" ;;
    nsenter) nsenter --net="$path" "$@" ;;
    ip) ip netns exec "${path#/run/netns/}" "$@" ;;
    esac
}

# look COMMAND...: keep the output of a command that runs in the namespace.
look() { keep "inode:$inode" "$*" enter "$@"; }

sysctls() {
    keep "inode:$inode" 'sysctl' enter grep '' /dev/null /proc/sys/net/ipv4/ip_forward \
        /proc/sys/net/ipv4/conf/all/rp_filter /proc/sys/net/ipv4/conf/all/proxy_arp \
        /proc/sys/net/ipv6/conf/all/forwarding "$@"
}

read_netns() {
    look $ip $details addr || return
    told=$(cat "$folder/$count")
    look $ip $numeric -4 route show table all
    look $ip $numeric -6 route show table all
    # Who added a rule is a detail.
    look $ip $details $numeric -4 rule
    look $ip $details $numeric -6 rule
    look $ip neigh show nud all
    # The `ip` of busybox takes no notice of the word, and shows the others again.
    if [ "$is_iproute2" = yes ]; then look $ip neigh show proxy; fi
    has_bridge=no has_vxlan=no has_others=no
    case $told in *'"info_kind":"bridge"'* | *"$newline    bridge "*) has_bridge=yes ;; esac
    case $told in *'"info_kind":"vxlan"'* | *"$newline    vxlan "*) has_vxlan=yes ;; esac
    case $told in *link_netnsid* | *link-netns*) has_others=yes ;; esac
    if [ "$has_bridge" = yes ]; then
        sysctls /proc/sys/net/bridge/bridge-nf-call-arptables \
            /proc/sys/net/bridge/bridge-nf-call-ip6tables /proc/sys/net/bridge/bridge-nf-call-iptables
    else
        sysctls
    fi
    if [ -n "$bridge" ]; then
        if [ "$has_bridge" = yes ]; then look $bridge -compressvlans vlan show; fi
        if [ "$has_bridge$has_vxlan" != nono ] || [ "$way" = own ]; then look $bridge -s fdb show; fi
    elif [ "$way" = own ] && has brctl; then
        # It looks at /sys, which shows the links of the host's own namespace alone.
        read_brctl
    fi
    if [ "$has_others" = yes ]; then read_numbers; fi
}

# How the namespace numbers others. `lsns` knows those with a process, and takes longest of all;
# `ip netns` knows those with a name.
read_numbers() {
    others=several
    case $told in *'"link_netnsid":'[1-9]* | *' link-netns'[!i]* | *' link-netnsid '[1-9]*) ;;
    *) others=0 ;;
    esac
    if [ "$others" = 0 ] && leads_here; then return; fi
    if [ "$has_lsns" = yes ]; then
        look lsns -t net -n -r -o NS,NETNSID
        if [ "$way" = own ]; then numbers=$newline$(cat "$folder/$count"); fi
        if [ "$way" != own ] && [ "$others" = 0 ] && grep -q ' 0$' "$folder/$count"; then return; fi
    fi
    if [ "$has_netns" = yes ]; then look ip netns list-id; fi
}

# Whether a link of the host's own namespace has its other end here. Where links know but one
# other namespace, it is then that one, and nobody has to be asked.
leads_here() {
    case $numbers in *"$newline$inode "[0-9]*) ;; *) return 1 ;; esac
    number_here=${numbers#*"$newline$inode "}
    number_here=${number_here%%"$newline"*}
    case $named_by_own in *"$newline$number_here$newline"*) ;; *) return 1 ;; esac
}

read_brctl() {
    look brctl show || return
    for bridge_name in $(sed -n '2,$s/^\([^[:space:]]\{1,\}\).*/\1/p' "$folder/$count"); do
        look brctl showmacs "$bridge_name"
        look brctl showstp "$bridge_name"
    done
}

# Finds out what the programs of this host can do.
find_programs() {
    ip='ip' details='' numeric='' bridge='' is_iproute2=no has_lsns=no has_netns=no
    case $(ip -V 2>/dev/null) in *iproute2*) is_iproute2=yes ;; esac
    case $(ip -j link show lo 2>/dev/null) in '['*) ip='ip -j' ;; esac
    if ip -d link show lo >/dev/null 2>&1; then details='-d'; fi
    if $ip -N rule >/dev/null 2>&1; then numeric='-N'; fi
    if ip netns list-id >/dev/null 2>&1; then has_netns=yes; fi
    if has bridge; then
        bridge='bridge'
        case $(bridge -j link show 2>/dev/null) in '['*) bridge='bridge -j' ;; esac
    fi
    if lsns -t net -n -r -o NS,NETNSID >/dev/null 2>&1; then has_lsns=yes; fi
    if has nsenter; then door=nsenter; elif [ "$has_netns" = yes ]; then door=ip; else door=none; fi
}

# Whether a way leads somewhere: to open a FIFO or a device would have effects.
is_passable() {
    case $door in
    nsenter) [ -f "$path" ] ;;
    ip) case $path in /run/netns/*) true ;; *) false ;; esac ;;
    none) false ;;
    esac
}

read_namespaces() {
    inode=$own way=own numbers=''
    first=$((count + 1))
    read_netns
    named_by_own=$newline$(
        tr ',' '\n' <"$folder/$first" | sed -n 's/^"link_netnsid":\([0-9]*\).*/\1/p'
    )$newline
    number=1 last=$own tries=9
    ways | sort -k1,1n -k2,2n -k3,3n >"$work/ways"
    while read -r inode _ _ path; do
        if [ "$inode" != "$last" ]; then last=$inode tries=0; fi
        # A process may have ended, and its number may be that of another one now.
        if [ "$tries" -ge 3 ] || [ "$inode" = "$own" ] || ! is_passable; then continue; fi
        tries=$((tries + 1)) way=$door
        keep "inode:$inode" 'own namespace' enter ls -n /proc/self/ns/net || continue
        read -r line <"$folder/$count"
        case $line in *"net:[$inode]") ;; *) continue ;; esac
        tries=9 number=$((number + 1))
        read_netns
    done <"$work/ways"
}

# ---- container engines ----------------------------------------------------------------------

# Templates of Go, for which each engine prints what its API would tell, in JSON and with less.
# For Docker, `index` goes by the names of the API, which are the same in all versions, and finds
# null where one has less to tell. For Podman the names are those of its program.
# labels MEMBER WAY: the labels of Compose and Swarm.
labels() {
    printf '"%s":{{"{"}}{{range $k,$v := %s}}{{if or %s %s %s %s}}{{json $k}}:{{json $v}},{{end}}{{end}}"":""}' \
        "$1" "$2" '(eq (printf "%.19s" $k) "com.docker.compose.")' \
        '(eq (printf "%.17s" $k) "com.docker.swarm.")' \
        '(eq (printf "%.17s" $k) "com.docker.stack.")' \
        '(eq (printf "%.18s" $k) "io.podman.compose.")'
}

# members FORM NAME...: a part of a template; FORM is the way to a member, with @ for its name.
members() {
    form=$1
    shift
    for member in "$@"; do
        printf '"%s":{{json %s}},' "$member" "${form%@*}$member${form#*@}"
    done
}

set_templates() {
    endpoint='NetworkID EndpointID MacAddress IPAddress IPPrefixLen GlobalIPv6Address GlobalIPv6PrefixLen Gateway IPv6Gateway'
    listing='{"Id":{{json .ID}},"Names":{{json .Names}},"Image":{{json .Image}},"Status":{{json .Status}}}'
    case $program in
    docker)
        way='(index . "@")'
        version='{"Version":{{json .Server.Version}},"ApiVersion":{{json .Server.APIVersion}}}'
        container='{'$(members "$way" Id Created Path)'"State":{"Status":{{with index . "State"}}{{json (index . "Status")}}{{else}}null{{end}}},"HostConfig":{"NetworkMode":{{with index . "HostConfig"}}{{json (index . "NetworkMode")}}{{else}}null{{end}}},"NetworkSettings":{{with index . "NetworkSettings"}}{"Ports":{{json (index . "Ports")}},"Networks":{{"{"}}{{range $k,$v := index . "Networks"}}{{json $k}}:{{with $v}}{'$(members "$way" $endpoint)'"":""}{{else}}null{{end}},{{end}}"":null}}{{else}}null{{end}},"Config":{{with index . "Config"}}{{"{"}}'$(labels Labels 'index . "Labels"')'}{{else}}null{{end}}}'
        network='{'$(members "$way" Id Name Driver Scope Created Internal Attachable Ingress EnableIPv6 Options)'"IPAM":{"Config":[{{with index . "IPAM"}}{{range index . "Config"}}{'$(members "$way" Subnet IPRange Gateway)'"":""},{{end}}{{end}}null]},'$(labels Labels 'index . "Labels"')'}'
        ;;
    podman)
        version='{"Version":{{json .Server.Version}},"Components":[{"Name":"Podman Engine","Version":{{json .Server.Version}}}]}'
        container='{"Id":{{json .ID}},'$(members '.@' Created Path ImageName Pod)'"State":{"Status":{{json .State.Status}}},"HostConfig":{"NetworkMode":{{json .HostConfig.NetworkMode}}},"NetworkSettings":{"Ports":{{json .NetworkSettings.Ports}},"Networks":{{"{"}}{{range $k,$v := .NetworkSettings.Networks}}{{json $k}}:{'$(members '$v.@' $endpoint Aliases)'"":""},{{end}}"":null}},"Config":{{"{"}}'$(labels Labels .Config.Labels)'}}'
        network='{"name":{{json .Name}},"id":{{json .ID}},"driver":{{json .Driver}},"network_interface":{{json .NetworkInterface}},"created":{{json .Created}},"internal":{{json .Internal}},"ipv6_enabled":{{json .IPv6Enabled}},"subnets":{{json .Subnets}},"options":{{json .Options}},'$(labels labels .Labels)'}'
        ;;
    esac
}

engine() {
    case $program in
    docker) limited docker -H "$address" "$@" ;;
    podman) limited podman --remote --url "$address" "$@" ;;
    esac
}

# read_engine PROGRAM ADDRESS
read_engine() {
    program=$1 address=$2
    # Whatever does not fit into a line of the index is no address.
    case $address in *[!!-~]* | ssh://*) return ;; esac
    set_templates
    subject="engine:$address"
    keep "$subject" "$program version" engine version -f "$version" || return
    keep "$subject" "$program ps" engine ps -a --no-trunc --format "$listing"
    set -- $(sed -n 's/^{"Id":"\([0-9a-f]*\)".*/\1/p' "$folder/$count")
    if [ $# -gt 0 ]; then
        keep "$subject" "$program inspect" engine inspect --type=container -f "$container" "$@"
    fi
    keep "$subject" "$program network ls" engine network ls -q --no-trunc
    set -- $(cat "$folder/$count")
    if [ $# -gt 0 ]; then
        keep "$subject" "$program network inspect" engine network inspect -f "$network" "$@"
    fi
}

sockets() { ls -ndiL "$@"; }

read_engines() {
    user=$(id -u)
    set --
    for place in "${XDG_RUNTIME_DIR:-}" "/run/user/$user" "/run/user/${SUDO_UID:-$user}"; do
        case $place in /*) set -- "$@" "$place/docker.sock" "$place/podman/podman.sock" ;; esac
    done
    set -- /run/docker.sock /var/run/docker.sock /run/podman/podman.sock "$@"
    keep host 'sockets' sockets "$@"
    keep host 'folder /run/podman' ls -1i /run/podman
    # The address is what counts, and not what the configuration of a program names.
    unset DOCKER_CONTEXT CONTAINER_CONNECTION
    find_engine docker "${DOCKER_HOST:-}" "$@"
    find_engine podman "${CONTAINER_HOST:-}" "$@"
}

# find_engine PROGRAM NAMED PLACE...: the engine that a variable names, else those that are there.
find_engine() {
    program=$1 named_engine=$2
    shift 2
    if [ -n "$named_engine" ]; then
        read_engine "$program" "$named_engine"
        return
    fi
    asked=
    for place in "$@"; do
        case $place in */"$program.sock") ;; *) continue ;; esac
        if [ ! -S "$place" ]; then continue; fi
        # shellcheck disable=SC3013 # where -ef is missing, an engine is asked twice
        if [ -n "$asked" ] && [ "$place" -ef "$asked" ]; then continue; fi
        read_engine "$program" "unix://$place"
        asked=$place
    done
}

# ---- all of it ------------------------------------------------------------------------------

usage() {
    cat <<'END'
usage: sh capture.sh [-o FILE]

Writes down how the network of this host is wired, for `topograph` to show on another machine.
It only reads; run it as root to see everything.

  -o FILE   where to; - is stdout; topograph-HOSTNAME-DATE.tar.gz in this folder if left out
  -h        show this help
END
}

clean_up() { rm -rf "$work"; }

main() {
    output=
    while getopts ho: option; do
        case $option in
        h) usage && exit 0 ;;
        o) output=$OPTARG ;;
        *) usage >&2 && exit 2 ;;
        esac
    done
    shift $((OPTIND - 1))
    if [ $# -gt 0 ]; then fail "unexpected argument: $1; -h shows what there is"; fi
    if [ "$output" = - ] && [ -t 1 ]; then fail 'no archive is written to a terminal; name a file with -o'; fi

    umask 077
    LC_ALL=C PATH=$PATH:/usr/sbin:/sbin:/usr/local/sbin
    export LC_ALL PATH
    unset LANGUAGE GREP_OPTIONS GREP_COLORS QUOTING_STYLE TIME_STYLE LS_COLORS POSIXLY_CORRECT
    newline='
'
    for program in tar mktemp grep sed sort ls ip; do
        has "$program" || fail "$program is not installed, and needed"
    done
    [ -e /proc/self/ns/net ] || fail '/proc/self/ns/net is missing: is this Linux?'
    work=$(mktemp -d "${TMPDIR:-/tmp}/topograph.XXXXXX") || fail 'no temporary folder can be made'
    trap clean_up EXIT
    trap 'exit 2' HUP INT TERM
    folder=$work/topograph-bundle count=0
    mkdir "$folder" || fail "nothing can be written to $work"
    # A script that comes through a pipe must not be eaten by what it runs.
    exec </dev/null

    printf 'topograph-bundle\t1\n' >"$folder/topograph-index" || fail "nothing can be written to $work"
    read_host
    find_programs
    read_engines
    read_namespaces
    printf 'end\n' >>"$folder/topograph-index"
    write_output
}

write_output() {
    result=$work/bundle.tar suffix=.tar
    (cd "$work" && tar -cf bundle.tar topograph-bundle/topograph-index topograph-bundle/[0-9]*) || fail 'the archive could not be made'
    if has gzip && gzip -c "$result" >"$result.gz"; then result=$result.gz suffix=.tar.gz; fi
    if [ "$output" = - ]; then
        cat "$result" || exit 2
        output=stdout
    else
        host=$(tr -c 'A-Za-z0-9._\n-' '_' </proc/sys/kernel/hostname)
        output=${output:-topograph-$host-$(date -u +%Y%m%dT%H%M%SZ)$suffix}
        cat "$result" >"$output" || fail "$output: cannot be written"
    fi
    say "$number network namespaces written to $output"
}

main "$@"
