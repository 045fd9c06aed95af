"""The search language, and the lists and filters of the library: what was typed -> articles, counts and snippets."""
