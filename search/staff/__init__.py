"""The screens on which editors look after the words of search."""
