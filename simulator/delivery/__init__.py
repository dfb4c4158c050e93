"""Updates on their way to bots: the queue, getUpdates and webhooks."""
