"""Bytes, pasted text or a web page -> text with its structure (plain Python, no Django)."""
