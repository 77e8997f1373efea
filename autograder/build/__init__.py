"""Makes notebooks from lesson sources: instructors' with answers, learners' without."""
