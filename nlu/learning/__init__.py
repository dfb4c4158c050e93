"""What is learned from the training messages, free of Rasa so that it can be measured alone."""
