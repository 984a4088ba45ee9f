"""What whoever hosts the bot does at a command line: one module a command, each ends in an exit code.

0: done, or all is well. 1: it cannot be done, and one line on standard error says why. 2: no such command or option.
"""
