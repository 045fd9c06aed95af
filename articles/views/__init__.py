"""What answers requests: each input through a form, each page or its fragment from one address."""
