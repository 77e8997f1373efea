"""Feedback pages: what each graded notebook shows its learner."""
