"""Open data: what the public pages say, for programs. Reads `PublishedQuestion` and counts, and nothing else.

`records` says what a record holds, `asking` reads a request, `answers` makes a response, `views` and `bulk` are the
addresses, `openapi` describes them.
"""
