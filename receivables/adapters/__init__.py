"""One module for each outside thing: files, calendar, clock, passwords."""
