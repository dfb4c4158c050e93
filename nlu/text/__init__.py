"""What is done with letters before anything is understood."""
