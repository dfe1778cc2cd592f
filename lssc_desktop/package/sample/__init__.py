"""The sample portfolio: an invented candidate's finished-looking work, made of real files."""

from lssc_desktop.package.sample.write import write_sample

__all__ = ["write_sample"]
