"""The moderators' desk: the next question, who has what in hand, the keyboard, many questions at once."""
