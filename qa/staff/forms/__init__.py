"""Forms of the verbs. Each gives its service the arguments it asks for, and knows what stands there now."""
