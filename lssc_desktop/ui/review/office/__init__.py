"""The people of an office: who evaluates, who has what to do, and letters to them."""
