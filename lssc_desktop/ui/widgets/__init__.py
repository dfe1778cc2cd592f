"""The building blocks of the pages: each is one thing a person can see."""
