"""Who looks at the page: logging in, the role that it gives, and the name in the bar on top."""
