"""Prepares the data behind the digests."""
