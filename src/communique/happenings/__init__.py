"""The same happening in several reports, as one."""
