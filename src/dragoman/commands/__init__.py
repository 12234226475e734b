"""The verbs of the command line, thin: what they print is made elsewhere."""
