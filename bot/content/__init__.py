"""What the bot says: load it, check it, render it for Telegram, reload it when an editor saves."""
