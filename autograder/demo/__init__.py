"""The sample learners of `autograder demo`, and what becomes of the hostile one."""
