"""The reads behind pages and panels: plain records for the templates, in a fixed number of queries."""
