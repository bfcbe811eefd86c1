"""What delivery withstands, scene by scene: the tests play them, and `caudal bench faults` plays them before anybody.

Each scene works on a ground (`caudal.bench.ground`), compares what the provider saw with what the database says, and
gives that comparison. It raises `Unproved` where anything else than what is promised came of it.
"""
