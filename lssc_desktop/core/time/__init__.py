"""Everything that has a day or a price: clock, eligibility, renewal, money."""
