# The engine was restarted; its containers are restarted by it, but for once.
. "$PAIRS/engine.sh"
stop_engine
start_engine
