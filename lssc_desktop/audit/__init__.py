"""Audits: many packages verified where they lie, on one computer or on a cluster of them."""
