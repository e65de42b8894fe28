"""After an edit of the vocabulary, only the articles that it concerns are read again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from builder.finishing import Failed, Finished, finish
from builder.folders import CACHE
from builder.gathering import open_store, read_all
from builder.outcomes import Reader
from builder.raw_files import RawFile, discover_files
from builder.sight import Sight
from builder.workshop import Workshop, open_workshop
from tests.conftest import from_nothing
from tests.curating import Curator
from tests.test_incremental import OPENINGS

if TYPE_CHECKING:
    from pathlib import Path

    from builder.held import Held
    from tests.conftest import Project

VOCABULARY: Final = {
    "topics": (
        "printing: {name: الطباعة, broader: crafts, keywords: {strong: [مطبعة], weak: [ورق]}}\n"
        "binding: {name: التجليد, broader: crafts, keywords: {strong: [مجلّد], weak: [غلاف]}}\n"
        "crafts: {name: الحِرَف}\n"
    ),
    "places": (
        "aleppo: {name: حلب, kind: city}\n"
        "spain: {name: إسبانيا, kind: country}\n"
        "madrid: {name: مدريد, kind: city}\n"
    ),
    "people": "khalil: {name: الخليل بن أحمد, aliases: [{text: الخليل, needs: [العروض]}]}\n",
    "sources": (
        "midad: {name: صحيفة مداد, kind: newspaper}\n"
        "waraq: {name: مجلة ورق الفرات, kind: magazine, rights: link}\n"
    ),
}
ARTICLES: Final = {
    "press": "أول مطبعة|صحيفة مداد|ثم وصلت إلى وبحلب مطبعة، وقيل إن ورقها من بعيد، وبالشهباء سوق.",
    "fair": "معرض بمدريد|صحيفة مداد|يحضر الناشر الإسباني والكاتب الإسباني والقارئ الإسباني مدريد.",
    "poetry": "أوزان الشعر|صحيفة مداد|وضع الخليل علمًا جديدًا، فسمّاه الناس بعده علم العروض كما سمّاه.",
    "record": "خبر قصير|مجلة ورق الفرات|نام الناس باكرًا، وبقي في الخزانة مخطوط قديم لم يره أحد.",
    "stranger": "نبأ من بعيد|صحيفة مدد|مرّت القافلة عند الفجر ومضت، ثم عاد الناس إلى بيوتهم.",
    "filed": "رحلة طويلة|صحيفة مداد|سار الناس أيامًا كثيرة قبل أن يصلوا، ثم استراحوا عند النهر.",
    "misfiled": "ليلة ماطرة|صحيفة مداد|نزل المطر على الجبل حتى الصباح، ثم طلعت الشمس من جديد.",
}
SIDECARS: Final = {
    "filed": "topics: {add: [الحِرَف]}\n",
    "misfiled": "topics: {add: [الطباعه ٢]}\n",
    "poetry": "places: {add: [aleppo]}\n",
}
EVERY: Final = set(ARTICLES)
OF_MIDAD: Final = EVERY - {"record", "stranger"}

EDITS: Final = {
    "an entry that nobody names": ("people", "$", "idrisi: {name: الإدريسي}\n", set()),
    "a description": ("places", "kind: city}", "kind: city, description: مدينة}", set()),
    "an alias": ("places", "حلب, kind", "حلب, aliases: [الشهباء], kind", {"press"}),
    "no such place": ("places", "aleppo: {name: حلب, kind: city}\n", "", {"press", "poetry"}),
    "a name": ("people", "الخليل بن أحمد,", "الخليل بن أحمد الفراهيدي,", set()),
    "what a name needs": ("people", "العروض", "الأوزان", {"poetry"}),
    "a keyword": ("topics", "weak: [ورق]", "weak: [ورق, مخطوط]", {"record"}),
    "a topic's name": ("topics", "{name: الحِرَف}", "{name: الصنائع}", {"filed", "misfiled"}),
    "a name before the old one": (
        *("topics", "الطباعة,", "فن الطباعة, aliases: [الطباعة],"),
        {"press", "misfiled"},
    ),
    "a topic's place": ("topics", "الطباعة, broader: crafts", "الطباعة", {"press"}),
    "what a place is": ("places", "حلب, kind: city", "حلب, kind: site", {"press"}),
    "where a place is": ("places", "مدريد, kind", "مدريد, country: spain, kind", {"fair"}),
    "a guard": ("places", "حلب, kind", "حلب, not_in: [عند النهر], kind", {"filed"}),
    "rights": ("sources", "rights: link", "rights: excerpt", {"record"}),
    "a zone": ("sources", "kind: newspaper", "kind: newspaper, time_zone: UTC", OF_MIDAD),
    "a source's alias": ("sources", "مداد, kind", "مداد, aliases: [صحيفة مدد], kind", {"stranger"}),
    "a nearer source": ("sources", "$", "madad: {name: صحيفة ممدد, kind: site}\n", {"stranger"}),
    "a nearer topic": ("topics", "$", "second: {name: الطباعه ٣}\n", {"misfiled"}),
}
"""Kind, what is replaced, by what, and the articles that this concerns."""


@pytest.fixture
def collection(project: Project) -> Project:
    """Give a collection with articles of every sort, as it was last built."""
    for kind, text in VOCABULARY.items():
        project.write(f"articles/vocabulary/{kind}.yml", text)
    for name, article in ARTICLES.items():
        title, source, text = article.split("|")
        head = f"ثقافة\n{title}\n5 آذار 2024\nالمصدر: {source}"
        project.write(f"articles/{name}.txt", "\n\n".join((head, text, *OPENINGS)))
    for name, said in SIDECARS.items():
        project.write(f"articles/{name}.yml", said)
    project.convert()
    return project


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_has_only_those_articles_read_again_that_it_concerns(
    collection: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, edit: str
) -> None:
    """And every page comes out as a run from nothing makes it."""
    read = set()

    def watched(raw: RawFile, workshop: Workshop, held: Held) -> Finished | Failed:
        read.add(raw.location.stem)
        return finish(raw, workshop, held)

    kind, old, new, concerned = EDITS[edit]
    text = VOCABULARY[kind] + "$"
    assert old in text
    edited = text.replace(old, new, 1).removesuffix("$")
    collection.write(f"articles/vocabulary/{kind}.yml", edited)
    with monkeypatch.context() as patched:
        patched.setattr("builder.outcomes.finish", watched)
        collection.convert()
    assert read == concerned
    assert collection.tree() == from_nothing(collection, tmp_path / "copy")


def test_another_setting_has_everything_read_again(
    collection: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the vocabulary alone it is known what a change concerns."""
    settings = (collection.path / "mkdocs.yml").read_text(encoding="utf-8")
    collection.write("mkdocs.yml", settings.replace("page_size: 3", "unknown_source: link"))
    read = []

    def watched(raw: RawFile, workshop: Workshop, held: Held) -> Finished | Failed:
        read.append(raw.location.stem)
        return finish(raw, workshop, held)

    monkeypatch.setattr("builder.outcomes.finish", watched)
    collection.convert()
    assert sorted(read) == sorted(ARTICLES)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_not_read_again_would_come_out_the_same(project: Project, seed: int) -> None:
    """Whatever a curator edits, in any order; the names hold, hide and share each other."""
    curator = Curator(project, seed, articles=40)
    (project.path / CACHE).mkdir()
    read_again(project)
    for _ in range(25):
        curator.edit()
        read_again(project)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_the_site_is_that_of_a_first_run_after_any_edits(
    project: Project, tmp_path: Path, seed: int
) -> None:
    """Byte for byte, whatever else was kept of the runs before."""
    curator = Curator(project, seed + 100, articles=20)
    project.convert()
    history = []
    for _ in range(6):
        history += [curator.edit() for _ in range(curator.chance.randint(1, 3))]
        project.convert()
        assert project.tree() == from_nothing(project, tmp_path / "copy"), history


def read_again(project: Project) -> None:
    """Read what a build would; of the other raw files, what is kept is what they give today."""
    workshop = open_workshop(project.config)
    store = open_store(workshop, project.path / CACHE)
    found = discover_files(project.config.articles_dir, project.path)
    raws = {raw.path: raw for raw in found if isinstance(raw, RawFile)}
    signatures = store.signatures()
    for path, record in store.before.items():
        if not record.key:  # it holds no longer
            continue
        kept = (record, store.body(path), store.text(path), signatures[path])
        assert kept == Reader(workshop).read(raws[path])[:4]
    read_all(workshop, store, Sight.of(project.config), lambda: None)
    store.close({})
