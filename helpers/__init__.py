"""Reference implementations in PyTorch, and what the lessons share."""
