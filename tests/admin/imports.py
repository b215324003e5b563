"""Imports for tests of the admin: files sent, buttons pressed, the worker let at it."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

ADD = reverse("admin:collection_importrun_add")
ROWS = "accession_number,title,object_name,maker,remarks\n1,Bowl,bowl,Ann,x\n2,Cup,cup,Bob,y\n3,,dish,,z\n"


def a_file(content=ROWS, name="objects.csv"):
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def send(client, *files, **data):
    return client.post(ADD, {"files": files or [a_file()], **data})


def page(run, name="change"):
    return reverse(f"admin:collection_importrun_{name}", args=[run.pk])


def press(client, run, action, **data):
    response = client.post(page(run), {"action": action, **data}, follow=True)
    run.refresh_from_db()
    return response


def work():
    call_command("worker", "--once", verbosity=0)
