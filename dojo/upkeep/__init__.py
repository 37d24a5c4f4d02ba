"""What those who maintain the repository run."""
