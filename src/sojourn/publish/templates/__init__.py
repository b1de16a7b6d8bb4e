"""Templates of the page: HTML with style and script that are put into it."""
