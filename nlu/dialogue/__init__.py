"""What is done with a message once its topics are ranked, free of Rasa so that it can be measured alone."""
