# The container web was stopped.
docker stop --time 0 web
