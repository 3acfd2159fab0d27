"""What the tests of the whole portal share."""
