"""The rules of questions, in plain Python: values in, values out; no database, no CMS, no queue."""
