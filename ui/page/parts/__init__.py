"""Parts that several views of the page share."""
