"""What `ip` of iproute2 and of busybox prints."""
