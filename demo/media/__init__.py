"""Small playable clips for the demo portal, and the code that made them."""
