"""The clock of every job: ticks, schedules, and what each tick did."""
