"""Category camera."""

from composers.camera.composer import CameraComposer

COMPOSER = CameraComposer()
