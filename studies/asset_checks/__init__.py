"""Whether forms and places keep what is promised of them."""
