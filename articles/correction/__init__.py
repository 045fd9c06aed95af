"""What editors decided, applied over what the pipeline said: the annotations that readers see.

``deciding``    the use cases: correct, undo; name, relabel, merge entities; each one transaction
``anchoring``   where a decision stands in the article's present text (pure)
``applying``    the pipeline's rows and the decisions -> the rows that readers see (pure)
``rows``        the pipeline's records as rows of the store (pure)
``entities``    the entities of an article -> the entities of the store, linked conservatively
``refreshing``  brings the stored rows of an article up to date; needs no model
"""
