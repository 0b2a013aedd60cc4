"""What is compared: one module for each kind of thing, which yields what is found about it."""
