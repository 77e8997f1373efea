"""The warm engine: forked jails for learners' code, tests in a process of their own."""
