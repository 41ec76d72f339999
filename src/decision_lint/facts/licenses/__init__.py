"""Licenses: what each allows and asks, and what a note says of one."""
