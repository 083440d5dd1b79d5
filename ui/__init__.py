"""The doors to the assistant: command line, HTTP and the browser page."""
