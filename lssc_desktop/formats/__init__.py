"""Days, times, numbers, amounts and lists as the people of a language and a country write them.

Everything is written in a `Catalog`: without one in that of the language which is spoken.
"""
