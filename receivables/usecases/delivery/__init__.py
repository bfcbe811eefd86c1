"""How what is queued goes out: claimed, asked about anew, sent at its turn, recorded (decisions 13, 14, 28)."""
