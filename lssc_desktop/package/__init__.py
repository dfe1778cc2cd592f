"""What we make for others: the bag, the assembled PDF, the web page, and reading them back."""
