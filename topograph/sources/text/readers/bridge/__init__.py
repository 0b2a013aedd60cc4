"""What `bridge` and `brctl` print."""
