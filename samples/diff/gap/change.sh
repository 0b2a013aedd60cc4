# Nothing was changed: after is seen by somebody neither root nor in the docker group.
