"""The pages of the programs, made on the server and complete in themselves: no page asks another host for anything."""
