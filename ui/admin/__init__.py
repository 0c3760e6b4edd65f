"""The screens *beheer* (roles, audit trail, names) and *privacy*."""
