"""Found bytes -> Page: what is a page, which text is it, and what of that is story?"""
