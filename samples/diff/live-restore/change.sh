# The engine was restarted while its containers went on (live-restore).
. "$PAIRS/engine.sh"
stop_engine
start_engine
