# The host was rebooted: another boot id, and the engine made all its links anew.
. "$PAIRS/engine.sh"
stop_engine
for link in docker0 $(ip -o link show type bridge | sed -n 's/^[0-9]*: \(br-[^:]*\):.*/\1/p'); do
    ip link del "$link"
done
cat /proc/sys/kernel/random/uuid > /run/boot_id
mount --bind /run/boot_id /proc/sys/kernel/random/boot_id
start_engine
