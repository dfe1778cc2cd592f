"""Formatted text: paragraphs, words, pages, and what changed."""
