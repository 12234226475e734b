"""Many pages, somewhere: one pure function on batches, and what runs it on this machine."""
