"""The little that is kept: no message, no name, no Telegram id in the clear."""
