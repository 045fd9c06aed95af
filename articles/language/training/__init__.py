"""How the weights of the shipped pipeline are made (docs/training.md).

``markup``   our own annotated articles (``news/``) -> gold records
``corpora``  gold records and the open corpora -> texts with what is known of each token's tags
``augment``  gold records with other names in them
``batches``  an endless, seeded stream of batches
``network``  the encoder in torch
``loop``     training, with checkpoints; ``export`` the weights as 8-bit ONNX; ``run`` all of it

Only the last four need the extra ``train`` (torch, onnx); nothing here is imported to annotate.
"""
