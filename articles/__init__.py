"""Articles: uploaded, annotated, read, corrected.

The package reads down as the journey of an article:

``extraction``   bytes, pasted text or a web page -> :class:`articles.document.Document`
``language``     Document -> :class:`articles.document.Annotations` (plain Python on spaCy)
``models``       the store: articles, entities, mentions, quotations, quantities, corrections
``annotation``   runs the language core on a stored article and stores what it said, in one transaction
``correction``   what an editor decided, applied over what the pipeline said
``queries``      the reads behind pages and panels; ``search`` the search language
``rendering``    (Document, Annotations) -> HTML, JSON Lines
``views``        library, reading, panel, upload: each input through a form, each page or its fragment
``worker``       claims waiting articles and annotates them

Nothing is imported here, so that the language core loads without Django.
"""
