"""The Portfolio menu: who you are, papers, copies, and another program file."""
