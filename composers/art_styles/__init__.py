"""Category art_styles."""

from composers.art_styles.composer import ArtStylesComposer

COMPOSER = ArtStylesComposer()
