# docker compose down of the project blog; shop goes on.
. "$PAIRS/compose.sh"
down blog
