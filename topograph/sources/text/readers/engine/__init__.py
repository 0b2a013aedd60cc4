"""What `docker` and `podman` print."""
