"""LSSC Desktop: guides a library worker from an empty folder to a certification portfolio."""

__version__ = "0.1.0"
