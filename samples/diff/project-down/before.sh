. "$PAIRS/compose.sh"
project blog 198.51.100.0/27
project shop 198.51.100.32/27
service blog web 1
service blog db 1
service shop web 1
