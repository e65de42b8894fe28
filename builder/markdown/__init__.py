"""Write articles and lists as Markdown that cannot be misread."""
