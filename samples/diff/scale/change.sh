# docker compose up --scale web=5, of two before.
. "$PAIRS/compose.sh"
for number in 3 4 5; do service shop web "$number"; done
