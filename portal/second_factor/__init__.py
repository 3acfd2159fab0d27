"""The second step of signing in: a code from an app on the person's phone, or one of ten written on paper.

`settings.TWO_FACTOR` says whether it is asked for. Without it a password opens no screen of the admin.
"""
