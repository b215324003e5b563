"""What is measured beside us, on the same records and served the same way.

flat.py            the table made ready for those that have no model of ours
raw_sql.py         SQL and orjson, nothing else: the limit; bare_view.py in Django, bare_wsgi.py without
plain_drf.py       the REST framework as tutorials write it
plain_admin.py     Django's admin as it comes
datasette_app.py   Datasette over the same SQLite file
*_settings.py      Django's own default settings for these, on our models
"""
