"""What a screen says in its headline: Dutch sentences out of the results of the domain, true for every input."""
