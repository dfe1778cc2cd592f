"""The program file: what a certification asks for."""
