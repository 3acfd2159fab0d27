"""The screens of staff in Wagtail's admin: queues, the page of a question, and every verb that a person does."""
