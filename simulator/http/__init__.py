"""The front: the Bot API, the control API and the chat page over HTTP."""
