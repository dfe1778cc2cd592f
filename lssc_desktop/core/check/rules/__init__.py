"""What a program and its evaluators ask of a set, one small rule each."""
