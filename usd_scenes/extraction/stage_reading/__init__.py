"""What every renderer reads of a composed stage before it draws: the checked stage, the camera, the id tables."""
