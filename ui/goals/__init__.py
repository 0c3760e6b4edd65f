"""The screen doelstellingen."""
