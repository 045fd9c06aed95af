"""(Document, Annotations) -> what readers get: safe HTML and records. Plain Python."""
