"""What chat models and their servers do beside answering: refuse parts of a request, fail, think aloud."""
