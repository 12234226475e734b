"""Relations and findings -> people: tables, marked text, the page as HTML."""
