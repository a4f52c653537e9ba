"""Doors for other programs: the HTTP interface, which speaks OpenAI's protocol too, and the MCP server."""
