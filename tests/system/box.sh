# The first process of a box; run by box.py in new namespaces, with BOX_* set.
# It says "ready PID" when all stands, and ends with its standard input.
set -eu

if [ "${1:-}" = "with its own cgroups" ]; then
    # A version 2 cgroup with processes of its own cannot share out its controllers, so we make
    # room in the one that the box sees as /. The kernel refuses one file system twice at a place.
    umount -l /sys/fs/cgroup
    mount -t cgroup2 cgroup2 /sys/fs/cgroup
    mkdir /sys/fs/cgroup/init
    echo 0 > /sys/fs/cgroup/init/cgroup.procs
else
    # /proc is still the outer one here, which so tells our outer process id.
    read -r BOX_PID _ < /proc/self/stat
    export BOX_PID
    mount --make-rprivate /
    mount -t proc proc /proc
    mount -t tmpfs -o mode=755 tmpfs /run
    mkdir /run/netns /run/lock /run/home /run/cgroup

    # A new sysfs shows the links of this network namespace, the old one those of the machine.
    mount --rbind /sys/fs/cgroup /run/cgroup
    mount -t sysfs sysfs /sys
    mount --rbind /run/cgroup /sys/fs/cgroup
    umount -l /run/cgroup

    echo "$BOX_NAME" > /proc/sys/kernel/hostname
    if [ -n "$BOX_MACHINE_ID" ]; then
        cp -a /etc /run/etc
        rm -f /run/etc/machine-id
        echo "$BOX_MACHINE_ID" > /run/etc/machine-id
        mount --bind /run/etc /etc
    fi

    ip link set lo up
    if [ -n "$BOX_UPLINK" ]; then
        ip link add eth0 type veth peer name upstream
        ip addr add 203.0.113.2/24 brd + dev eth0
        ip link set upstream up
        ip link set eth0 up
        ip route add default via 203.0.113.1
    fi

    if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
        mkdir "/sys/fs/cgroup/$BOX_CGROUP"
        echo 0 > "/sys/fs/cgroup/$BOX_CGROUP/cgroup.procs"
        exec unshare --cgroup bash "$0" "with its own cgroups"
    fi
fi

echo "ready $BOX_PID"
# bash, unlike cat, also buries the orphans that a first process inherits.
while read -r _; do :; done
