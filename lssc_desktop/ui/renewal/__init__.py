"""The renewal: hours, activities, and the form."""
