"""The Telegram front end of My Rights."""
