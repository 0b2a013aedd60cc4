# The host of two-networks as a user sees it who is neither root nor in the docker group.
. "$SAMPLES/two-networks/host.sh"
