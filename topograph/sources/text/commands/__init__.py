"""What a command line runs, in which namespace, and which reader reads what it prints."""
