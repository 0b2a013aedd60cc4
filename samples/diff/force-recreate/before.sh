. "$PAIRS/compose.sh"
project shop 198.51.100.0/27
service shop web 1
service shop web 2
service shop db 1
