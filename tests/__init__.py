"""Tests. A package, because a library brings one of the same name along."""
