"""Task queues that others would use, doing less: each sends a message and marks its row, and asks nothing at all.

They run in an environment of their own (`make bench` makes it from requirements-bench.lock), so none of them is
imported by its name here.
"""
