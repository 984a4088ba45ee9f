"""Years of couples who do as they like, through the whole bot: what reaches their phones by itself, and when."""
