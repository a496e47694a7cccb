"""Chains of steps: what a door asks for, done with steps and adapters."""
