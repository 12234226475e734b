"""What is open between the actors of a page: agreements, deadlines, alignments and expected meetings."""
