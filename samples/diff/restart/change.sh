# Every container was restarted.
docker restart --time 0 $(docker ps --quiet)
