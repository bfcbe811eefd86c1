"""The judges: pure functions from what was read to findings. Each yields one answer for each thing that it looks at."""
