"""Texts with entities: what Telegram makes of HTML, Markdown and MarkdownV2."""
