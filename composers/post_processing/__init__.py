"""Category post_processing."""

from composers.post_processing.composer import PostProcessingComposer

COMPOSER = PostProcessingComposer()
