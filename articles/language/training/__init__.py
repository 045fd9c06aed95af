"""How the weights of the shipped pipeline are made.

``markup``   our own annotated articles (``news/``) -> gold records
``corpora``  gold records and the open corpora -> texts with what is known of each token's tags
``batches``  an endless, seeded stream of batches
``network``  the encoder in torch
``loop``     training, with checkpoints; ``export`` the weights as 8-bit ONNX

Only ``network``, ``loop`` and ``export`` need the extra ``train`` (torch, onnx); nothing here is imported to annotate.
"""
