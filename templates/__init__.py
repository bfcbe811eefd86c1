"""All that people read: messages, pages, labels, documents."""
