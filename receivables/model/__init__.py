"""The pure core: values in, values out; no clock, chance, input, output or concurrency."""
