"""Bytes, pasted text or a web page -> text with its structure (plain Python, no Django).

``plain.extract_text``  pasted text with or without a title
``html.extract_html``   the markup of a web page
``files.extract_file``  an uploaded file, by its bytes
``structure.find_blocks``  the blocks of any text

Each of the first three gives an ``extracted.Extracted`` or raises an ``extracted.ExtractionError``. The text is cleaned
there, once; every later offset indexes what comes out.
"""
