# Stopping and starting the box's dockerd, with the command line that it had.
stop_engine() {
    pid=$(cat /run/docker.pid)
    cp "/proc/$pid/cmdline" /run/docker.cmdline
    kill "$pid"
    while [ -e "/proc/$pid" ]; do sleep 0.1; done
}

start_engine() {
    xargs -0 setsid < /run/docker.cmdline > /run/docker.log 2>&1 &
    until docker version; do sleep 0.1; done > /run/docker.version 2>&1
}
