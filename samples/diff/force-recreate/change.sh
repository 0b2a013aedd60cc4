# docker compose up --force-recreate of an unchanged project.
. "$PAIRS/compose.sh"
recreate shop db 1
recreate shop web 1
recreate shop web 2
# Which of them is first to get an address is left to chance.
docker start shop-db-1 shop-web-2 shop-web-1
