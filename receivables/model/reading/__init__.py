"""How a message is read: its words, its numbers, its days. Rules only; what they cannot tell is asked."""
