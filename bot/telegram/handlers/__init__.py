"""What is done with each kind of update; bot.telegram.application puts them in order."""
