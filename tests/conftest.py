"""Stands here so that the tests of every folder can import `many_pages`."""
