"""The windows of a reviewer: a package to read, ratings and comments, and the shelf."""
