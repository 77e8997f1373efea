"""One module a command of the command line; each is loaded only when it is called."""
