"""Hostile input (promises S3 and S4): whatever somebody types, forwards, forges or saves into a file of content.

`corpus.txt` holds one hostile text a line, written with Python's escapes; what is long is made in `texts.py`.
Nothing crashes, nothing is echoed unescaped, no state changes that should not, no word of a group is understood.
"""
