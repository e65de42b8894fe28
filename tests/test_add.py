"""`warraq add`: a new raw file, byte by byte, never over another; the web is a loopback server."""

from __future__ import annotations

import gzip
import json
import os
import socket
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar, Final

import pytest

from builder import fetching
from builder.adding import Material, add
from builder.errors import ArticleError
from builder.fetching import fetch
from builder.raw_files import MAX_BYTES
from builder.workshop import open_workshop
from tests import test_docx
from tests.conftest import png
from tests.small_project import posix_only

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import Project

    Paste = Callable[..., str]

PAGE: Final = """<!doctype html><html lang="ar"><head><meta charset="windows-1256">
<title>أول مطبعة في حلب</title></head><body><h1>أول مطبعة في حلب</h1>
<time datetime="2024-03-05">5 آذار 2024</time>
<p>وصلت المطبعة إلى حلب في مطلع القرن الثامن عشر، وطُبعت فيها كتب قليلة ثم توقفت زمنًا.</p>
<p>ويحفظ أهل المدينة أخبار من عملوا فيها، ومنهم من نقل حروفها إلى الجبل بعد ذلك بسنوات.</p>
</body></html>""".encode("windows-1256")


class Server(BaseHTTPRequestHandler):
    """Answers each path with what a test has laid there: code, headers, content."""

    answers: ClassVar[dict[str, tuple[int, dict[str, str], bytes]]] = {}

    def do_GET(self) -> None:
        """Answer."""
        code, headers, content = self.answers.get(self.path, (404, {}, b""))
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def web() -> Iterator[str]:
    """Start a server on loopback; it has a page at `/2024/old-press.html`."""
    Server.answers = {"/2024/old-press.html": (200, {"Content-Type": "text/html"}, PAGE)}
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def lay(path: str, content: bytes = b"", code: int = 200, **headers: str) -> None:
    """Lay an answer at a path of the server."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    Server.answers[path] = (code, {"Content-Type": "text/html"} | named, content)


def warraq_add(
    project: Project, *arguments: str | Path, given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a person does."""
    command = [sys.executable, "-m", "builder", "--project", project.path, "add", *arguments]
    return subprocess.run(
        command,
        input=given,
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "1", "NO_PROXY": "*"},
        check=False,
    )


def refused(project: Project, content: bytes, name: str | None = None) -> str:
    """Return the code with which the command would refuse a paste."""
    with pytest.raises(ArticleError) as error:
        add(Material(content, ".txt"), name, open_workshop(project.config))
    (problem,) = error.value.problems
    return problem.code


def added(project: Project) -> list[str]:
    """Return the files of the collection besides its vocabulary."""
    return [name for name in project.tree("articles") if not name.startswith("vocabulary/")]


def refusal(address: str) -> str:
    """Return the code with which an address is refused."""
    with pytest.raises(ArticleError) as refused:
        fetch(address)
    (problem,) = refused.value.problems
    return problem.code


def test_a_file_is_copied_as_it_is_and_told_what_was_understood(
    project: Project, paste: Paste, tmp_path: Path
) -> None:
    """Bytes are kept, the year is the folder, the name is made safe."""
    file = tmp_path / "Old Press_found.TXT"
    file.write_bytes(paste().encode("windows-1256"))
    run = warraq_add(project, file)
    assert run.returncode == 0, run.stderr.decode()
    assert added(project) == ["2024/old-press-found.txt"]
    assert project.tree("articles")["2024/old-press-found.txt"] == file.read_bytes()
    assert "title      أول مطبعة في حلب" in run.stdout.decode()
    assert "Added: articles/2024/old-press-found.txt" in run.stderr.decode()
    assert "أُضيف: articles/2024/old-press-found.txt" in run.stderr.decode()


def test_a_paste_is_called_by_its_source_and_day(project: Project, paste: Paste) -> None:
    """A second article of the day gets a number, and the first is not touched."""
    assert warraq_add(project, "-", given=paste().encode()).returncode == 0
    (first,) = added(project)
    assert first == "2024/dafatir-2024-03-05.txt"
    before = (project.path / "articles" / first).stat()
    other = warraq_add(project, "-", given=paste("مطبعة ثانية في حلب").encode())
    assert other.returncode in (0, 1)
    assert added(project) == ["2024/dafatir-2024-03-05-2.txt", first]
    assert (project.path / "articles" / first).stat() == before


def test_what_is_not_understood_is_added_with_the_cure(project: Project) -> None:
    """The file is in, the exit code says that it wants a sidecar."""
    run = warraq_add(project, "-", "--name", "2024/note", "--format", "json", given=b"abc")
    assert run.returncode == 1
    assert json.loads(run.stdout)["path"] == "articles/2024/note.txt"
    assert added(project) == ["2024/note.txt"]


def test_the_same_bytes_are_not_added_twice(project: Project, paste: Paste) -> None:
    """Nor is a file that lies in the collection already."""
    file = project.write("articles/a.txt", paste())
    for what, given in ((file, b""), ("-", file.read_bytes())):
        run = warraq_add(project, what, given=given)
        assert (run.returncode, b"ADD02" in run.stderr) == (2, True)
    assert added(project) == ["a.txt"]


def test_what_is_no_text_is_refused_before_it_is_copied(project: Project, tmp_path: Path) -> None:
    """It was copied, refused, and lay about; the file that was given is left alone."""
    given = tmp_path / "scan.txt"
    given.write_bytes(b"%PDF-1.7 \x00\x01 of a page")
    run = warraq_add(project, given)
    assert (run.returncode, "FILE02" in run.stderr.decode()) == (2, True)
    assert (added(project), given.is_file()) == ([], True)


@pytest.mark.parametrize("there", ["articles/x.txt", "articles/0/x.html", "articles/2024/x.md"])
def test_a_taken_name_is_refused(project: Project, there: str) -> None:
    """No file is ever written over, nor an address taken from another article."""
    project.write(there, "نص")
    assert refused(project, b"abc", "2024/x") == "ADD01"
    assert added(project) == [there.removeprefix("articles/")]


@pytest.mark.parametrize(
    "name",
    ["../x", "/x", "a/../x", "مطبعة", "A B", ".x", "vocabulary/x", "con", "a\\x", "", "a//x"],
)
def test_a_name_that_leads_astray_is_refused(project: Project, name: str) -> None:
    """Only a folder below the collection and an id."""
    assert refused(project, b"abc", name) == "ADD03"
    assert added(project) == []


@posix_only
def test_a_folder_that_is_a_link_out_is_refused(project: Project, tmp_path: Path) -> None:
    """What is written lands in the collection or nowhere."""
    (tmp_path / "outside").mkdir()
    (project.path / "articles/2024").symlink_to(tmp_path / "outside")
    assert refused(project, b"abc", "2024/x") == "ADD03"
    assert list((tmp_path / "outside").iterdir()) == []


@pytest.mark.parametrize(
    ("given", "code"), [(b"", "FILE01"), (b" \n", "FILE01"), (b"x" * (MAX_BYTES + 1), "FILE03")]
)
def test_nothing_and_too_much_are_refused(project: Project, given: bytes, code: str) -> None:
    """And leave no file."""
    assert refused(project, given) == code
    assert added(project) == []


def test_a_file_that_is_not_there_or_of_another_kind_is_refused(
    project: Project, tmp_path: Path
) -> None:
    """With the code that `check` has for it."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF-")
    for name, code in (("gone.txt", b"FILE10"), ("a.pdf", b"FILE12")):
        run = warraq_add(project, tmp_path / name)
        assert (run.returncode, code in run.stderr) == (2, True)


def test_a_page_is_fetched_with_a_sidecar_that_names_its_address(
    project: Project, web: str
) -> None:
    """The bytes are those that came, in whatever charset."""
    run = warraq_add(project, f"{web}/2024/old-press.html#part")
    assert run.returncode == 1  # this page names no source: told, with the cure
    assert b"SOURCE01" in run.stderr
    assert added(project) == ["2024/old-press.html", "2024/old-press.yml"]
    files = project.tree("articles")
    assert files["2024/old-press.html"] == PAGE
    assert files["2024/old-press.yml"].decode() == f'url: "{web}/2024/old-press.html"\n'
    assert b"SIDE" not in run.stderr


def test_what_a_server_packed_for_the_way_is_unpacked(web: str) -> None:
    """Some pack although nobody asked; a page that unpacks to any size is refused."""
    lay("/packed", gzip.compress(PAGE), Content_Encoding="gzip")
    assert fetch(f"{web}/packed").content == PAGE
    lay("/bomb", gzip.compress(b"0" * (MAX_BYTES + 1)), Content_Encoding="gzip")
    assert refusal(f"{web}/bomb") == "FILE03"


def test_an_answer_that_breaks_off_is_refused(web: str) -> None:
    """Half a page is no evidence of the whole, packed or not."""
    lay("/half", PAGE[:300], Content_Length=str(len(PAGE)))
    lay("/half-packed", gzip.compress(PAGE)[:-20], Content_Encoding="gzip")
    assert {refusal(f"{web}/half"), refusal(f"{web}/half-packed")} == {"ADD05"}


def test_an_address_in_arabic_letters_is_asked_for_in_ascii(web: str) -> None:
    """As browsers do; what is encoded already stays so."""
    lay("/%D9%85%D9%82%D8%A7%D9%84/%D8%A3?q=%D8%A8", PAGE)
    assert fetch(f"{web}/مقال/%D8%A3?q=ب").content == PAGE


def test_a_redirect_within_the_web_is_followed(web: str) -> None:
    """And none to a file of this machine."""
    lay("/moved", code=302, Location=f"{web}/2024/old-press.html")
    assert fetch(f"{web}/moved").content == PAGE
    lay("/round", code=302, Location=f"{web}/round")
    assert refusal(f"{web}/round") == "ADD05"
    for target in ("file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/html,x"):
        lay("/away", code=302, Location=target)
        assert refusal(f"{web}/away") == "ADD05"


@pytest.mark.parametrize("target", ["http://[x", "http://a..b/", "http://a b/"])
def test_a_redirect_to_what_is_no_address_is_refused(web: str, target: str) -> None:
    """It is the server's mistake, and no traceback."""
    lay("/astray", code=302, Location=target)
    assert refusal(f"{web}/astray") == "ADD05"


def test_what_a_server_writes_commands_no_terminal(web: str) -> None:
    """Neither in the kind of its answer nor in an address that it leads to."""
    lay("/kind", Content_Type="text/\x1b[31mred")
    lay("/away", code=302, Location="ftp://127.0.0.1/\x1b[31mred")
    for path in ("kind", "away"):
        with pytest.raises(ArticleError) as caught:
            fetch(f"{web}/{path}")
        assert "\x1b" not in str(caught.value.problems)
        assert "\\x1b" not in str(caught.value.problems)


@pytest.mark.parametrize(
    "address",
    [
        "ftp://127.0.0.1/x",
        "file:///etc/passwd",
        "http://",
        "http://me:word@127.0.0.1/",
        "http://[x",
    ],
)
def test_other_addresses_are_refused(address: str) -> None:
    """Nothing but http and https, and no password that a sidecar would publish."""
    assert refusal(address) == "ADD04"


def test_an_answer_that_is_no_page_is_refused(web: str) -> None:
    """An error page is no article, and a picture no text."""
    assert refusal(f"{web}/gone") == "ADD05"
    lay("/scan", b"%PDF-", Content_Type="application/pdf")
    assert refusal(f"{web}/scan") == "FILE12"
    assert refusal("http://127.0.0.1:9/") == "ADD05"


def test_an_answer_without_end_is_broken_off(web: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its size is not the server's to choose."""
    monkeypatch.setattr(fetching, "MAX_BYTES", 10)
    assert refusal(f"{web}/2024/old-press.html") == "FILE03"


def test_a_head_that_comes_by_the_byte_is_broken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """No silence is long enough to be one, and the whole never comes in time."""
    monkeypatch.setattr(fetching, "LIMIT", 0.2)
    is_refused = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            connection, _ = server.accept()
            with connection:
                connection.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\nX-Slow: ")
                for _ in range(60):
                    connection.sendall(b"x")
                    if is_refused.wait(0.05):
                        return
                connection.sendall(b"\r\n\r\n" + PAGE)

        threading.Thread(target=drip, daemon=True).start()
        assert refusal(f"http://127.0.0.1:{server.getsockname()[1]}/") == "ADD06"
        is_refused.set()


def told_of(project: Project) -> list[str]:
    """Return the codes that a conversion tells, but for topics."""
    return [d.code for d in project.convert().diagnostics if d.code != "TAG01"]


def test_a_saved_page_brings_the_picture_that_it_shows(project: Project, tmp_path: Path) -> None:
    """A browser puts it into a folder beside the page; picture and caption were lost in silence."""
    figure = '<figure><img src="./خبر من حلب_files/halab.png"><figcaption>س</figcaption></figure>'
    page = tmp_path / "خبر من حلب.html"
    page.write_bytes(PAGE.replace(b"<p>", figure.encode() + b"<p>", 1))
    folder = tmp_path / "خبر من حلب_files"
    folder.mkdir()
    for name in ("halab.png", "logo.png"):
        (folder / name).write_bytes(png())
    run = warraq_add(project, page, "--name", "2024/press")
    assert added(project) == ["2024/press.html", "2024/press_files/halab.png"]
    assert "press_files/halab.png" in run.stderr.decode()
    project.write("articles/2024/press.yml", "source: dafatir\n")
    assert told_of(project) == []
    assert "assets/pictures/press-1.png" in project.tree()
    (project.path / "articles/2024/press_files/halab.png").unlink()
    assert told_of(project) == ["PICT05"]
    assert "assets/pictures/press-1.png" not in project.tree()


def test_a_word_document_brings_the_picture_that_it_holds(project: Project, tmp_path: Path) -> None:
    """Added by hand, it is told of what to do; by the command, the picture lies beside it."""
    body = test_docx.HEAD + test_docx.p(test_docx.FIRST) + test_docx.PICTURE
    body += test_docx.p(test_docx.SECOND) + test_docx.p("المصدر: دفاتر ورّاق")
    content = test_docx.docx(body, {"word/media/image1.png": png()})
    project.write("articles/hand.docx", content)
    (told,) = (d for d in project.convert().diagnostics if d.code == "PICT04")
    assert "articles/hand_files/image1.png" in told.hint("ar")
    (project.path / "articles/hand.docx").unlink()
    (tmp_path / "souq.docx").write_bytes(content)
    assert warraq_add(project, tmp_path / "souq.docx").returncode == 0
    assert added(project) == ["2024/souq.docx", "2024/souq_files/image1.png"]
    assert told_of(project) == []
    assert project.tree()["assets/pictures/souq-1.png"] == png()


def test_pictures_are_brought_from_beside_the_file_alone(project: Project, tmp_path: Path) -> None:
    """A page of a stranger cannot have other files of this machine copied, by a link or a path."""
    (tmp_path / "secret.png").write_bytes(png())
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "halab.png").symlink_to(tmp_path / "secret.png")
    figure = b'<img src="page_files/halab.png"><img src="../secret.txt"><p>'
    (tmp_path / "page.html").write_bytes(PAGE.replace(b"<p>", figure, 1))
    warraq_add(project, tmp_path / "page.html")
    assert len(added(project)) == 1


def test_a_name_made_of_a_hash_is_told_with_the_way_to_another(
    project: Project, paste: Paste
) -> None:
    """It becomes the address for ever; a name that says something is nobody's trouble."""
    text = paste(date="").replace("دفاتر ورّاق", "")
    run = warraq_add(project, "-", given=text.encode())
    (name,) = added(project)
    said = run.stderr.decode()
    assert said.count("--name 2024/aleppo-press") == 2
    assert said.count(f"articles/{name}") >= 3
    assert b"--name" not in warraq_add(project, "-", given=paste().encode()).stderr


def test_a_page_that_says_its_address_is_called_as_there(project: Project, tmp_path: Path) -> None:
    """Its file had an Arabic name and its source no entry: «nothing in it gave a name»."""
    page = tmp_path / "صفحة محفوظة.html"
    link = b'<link rel="canonical" href="https://old.example/news/Old-Press_1706.html"></head>'
    page.write_bytes(PAGE.replace(b"</head>", link, 1))
    run = warraq_add(project, page)
    assert added(project) == ["2024/old-press-1706.html"]
    assert "--name" not in run.stderr.decode()


@pytest.mark.parametrize(
    ("topics", "told"), [("[printing]", ["الطباعة"]), ("{remove: [printing]}", [])]
)
def test_the_topics_that_a_person_chooses_are_told(
    project: Project, topics: str, told: list[str]
) -> None:
    """Those that a file's front matter sets were not listed, and those that it removes were."""
    words = "طُبعت في المطبعة كتب قليلة من مطابع أخرى" if not told else "كُتبت في المدينة كتب قليلة"
    head = f"---\ntitle: كتب الجبل\ndate: 2024-03-05\nsource: dafatir\ntopics: {topics}\n---\n"
    text = f"{head}{words}، ثم توقف أهلها عن ذلك زمنًا طويلًا ولم يعرف أحد السبب.\n"
    run = warraq_add(project, "-", "--format", "json", given=text.encode())
    assert json.loads(run.stdout)["topics"] == told
