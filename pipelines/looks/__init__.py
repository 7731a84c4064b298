"""The look library at work: pictures, baked maps and files of its looks."""
