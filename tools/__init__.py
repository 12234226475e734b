"""What makes the data files: run by hand, never by the program."""
