"""The only program that talks to customers: inbox worker, dispatcher, channels."""
