"""Every example of the guide is run by a real shell with a real curl, against a real server."""

import re
import shutil
import subprocess
from html import unescape

import pytest
from knox.models import get_token_model

from tests.factories import make_exhibit, make_exhibits, make_instrument, make_note, make_user

BLOCK = re.compile(r'<code class="run" data-shows=(?P<quote>["\'])(?P<shows>.*?)(?P=quote)>(?P<shell>.*?)</code>', re.S)
MARK = "----------8<----------"

pytestmark = pytest.mark.skipif(not shutil.which("curl"), reason="the guide's examples need curl: apt-get install curl")


@pytest.mark.django_db(transaction=True)
def test_every_example_shows_what_the_guide_says(live_server, client, tmp_path):
    make_note(exhibit=make_exhibit(published=True, accession_number="1", made="1955"))
    make_exhibits(250, published=True)
    make_instrument(is_public=True)
    _, token = get_token_model().objects.create(user=make_user("curator"), name="guide")
    page = client.get("/api/v1/guide/", headers={"Host": live_server.url.removeprefix("http://")}).content.decode()
    blocks = [(unescape(found["shows"]), unescape(found["shell"])) for found in BLOCK.finditer(page)]
    assert len(blocks) == 20

    script = f"\necho '{MARK}'\n".join(shell for _, shell in blocks)
    ran = subprocess.run(
        ["bash", "-eu"],
        input=script,
        env={"TOKEN": token, "PATH": "/usr/bin:/bin"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )

    printed = ran.stdout.split(MARK)
    assert ran.returncode == 0, ran.stderr
    assert len(printed) == len(blocks)
    for (shows, shell), output in zip(blocks, printed, strict=True):
        assert shows in output, f"{shell}\nprinted\n{output[:2000]}"
    assert printed[5].count("Tea bowl") == 250
