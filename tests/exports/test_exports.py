"""Each export is read back with the tool it is for."""

from __future__ import annotations

import io
import json
import tomllib
from pathlib import Path
from typing import Any

import conllu
import geopandas
import networkx
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
import rdflib
from followthemoney import model
from spacy import displacy

from communique.errors import DataError, InputError
from communique.exports.codes import cameo_of, countries, goldstein
from communique.exports.export import FOLDERS, STREAMS, export_file
from communique.exports.item import Choice, Item, matched
from communique.exports.mapped import LAYOUTS, columns_of
from communique.formats.write_csv import COLUMNS
from communique.lexicon.files import load_toml
from communique.lexicon.ontology import load_ontology
from exports.making import TEXT, item

HEADERS = tomllib.loads((Path(__file__).parent / "headers.toml").read_text(encoding="utf-8"))


def made(name: str, *items: Item, all_events: bool = False) -> io.BytesIO:
    stream = io.BytesIO()
    STREAMS[name](items or (item(),), Choice(all_events), stream)
    stream.seek(0)
    return stream


def table(name: str, **options: Any) -> pd.DataFrame:
    layout = LAYOUTS[name]
    header = {} if layout.header else {"names": list(columns_of(name)), "header": None}
    return pd.read_csv(
        made(name, **options), sep=layout.delimiter, dtype=str, keep_default_na=False,
        quoting=0 if layout.delimiter == "," else 3, **header,
    )


@pytest.mark.parametrize("name", LAYOUTS)
def test_columns_are_those_that_were_published(name: str) -> None:
    assert list(columns_of(name)) == HEADERS[name]["columns"]
    found = table(name)
    assert list(found.columns) == HEADERS[name]["columns"]
    assert len(made(name).readline().split(LAYOUTS[name].delimiter.encode())) == len(HEADERS[name]["columns"])


@pytest.mark.parametrize("name", LAYOUTS)
def test_only_what_happened_is_exported_where_no_column_says_otherwise(name: str) -> None:
    kept, everything = table(name), table(name, all_events=True)
    assert len(everything) == len(kept) + 1


def test_csv() -> None:
    found = pd.read_csv(made("csv", all_events=True), dtype={"cameo": str})
    assert tuple(found.columns) == COLUMNS
    row = found.iloc[1]
    assert (row["cameo"], row["dead"], row["lat"], row["event_text"]) == ("193", 4, 16.27, "shot … killing")
    assert row["actor"] == "'=Rebels"
    assert found["auxiliary"].iloc[3] == "future|negation"
    bare = pd.read_csv(made("csv", item(text=False)))
    assert bare["sentence"].isna().all()


def test_parquet() -> None:
    found = pq.read_table(made("parquet", all_events=True))
    columns = load_toml("archive/snapshot.toml")["events"]["columns"]
    assert [f.name for f in found.schema] == [name for name, *_ in columns]
    rows = found.to_pylist()
    assert rows[2]["actor_code"] == ["FRA", "MLI", "NER"]
    assert (rows[1]["words"], rows[1]["start"], rows[1]["dead"]) == ("shot … killing", TEXT.index("shot"), 4)


def test_polecat() -> None:
    row = table("polecat").iloc[0]
    assert row["Event ID"] == "doc/1/v1"
    assert row["Quad Code"] == "VERBAL CONFLICT"
    assert row["Contexts"] == "human_rights; diplomatic"
    assert (row["Recipient Country"], row["Recipient COW"], row["Recipient Sectors"]) == ("MLI", "432", "GOV, MIL")
    assert (row["Actor Name Raw"], row["Wikipedia Actor ID"], row["City"]) == ("France", "Q142", "None")
    meeting = table("polecat").iloc[2]
    assert (meeting["Actor Name"], meeting["Recipient Name"]) == ("France; Mali; Niger", "None")


def test_icews() -> None:
    found = table("icews")
    assert len(found) == 8  # the meeting of three is six pairs
    row = found.iloc[1]
    assert (row["CAMEO Code"], row["Intensity"], row["Target Country"], row["City"]) == ("193", "-10.0", "Mali", "Gao")
    assert found["Event ID"].is_unique
    assert list(found["Event ID"]) == list(table("icews")["Event ID"])


def test_gdelt_events_and_mentions_go_together() -> None:
    events, mentions = table("gdelt"), table("gdelt-mentions")
    assert list(events["GlobalEventID"]) == list(mentions["GlobalEventID"])
    row = events.iloc[0]
    assert (row["Actor1Code"], row["Actor2Code"], row["EventBaseCode"]) == ("FRAGOV", "MLIGOV", "105")
    assert (row["Day"], row["FractionDate"], row["IsRootEvent"]) == ("20240503", "2024.3370", "1")
    fight = events.iloc[1]
    assert (fight["Actor1Code"], fight["Day"], fight["MonthYear"]) == ("REB", "20240500", "202405")
    assert (fight["ActionGeo_CountryCode"], fight["ActionGeo_Type"]) == ("ML", "4")
    mention = mentions.iloc[0]
    assert TEXT[int(mention["ActionCharOffset"]) :].startswith("urged")
    assert TEXT[int(mention["Actor2CharOffset"]) :].startswith("Mali")
    assert (mention["Confidence"], mention["MentionDocLen"]) == ("80", str(len(TEXT)))


def test_phoenix_and_petrarch() -> None:
    row = table("phoenix").iloc[0]
    assert (row["SourceActorEntity"], row["TargetActorRole"], row["PentaClass"]) == ("FRA", "GOV", "3")
    assert row["Issues"] == "human_rights,1;diplomatic,1"
    lines = made("petrarch").read().decode().splitlines()
    assert lines[0].split("\t") == [
        "20240503", "FRAGOV", "MLIGOV", "1053", "human_rights,1;diplomatic,1", "doc/1_1", "https://example.org/1",
        "Example",
    ]
    assert lines[2].split("\t")[:4] == ["", "FRAGOV", "MLIGOV", "040"]


def test_acled() -> None:
    found = table("acled", all_events=True)
    assert list(found["sub_event_type"]) == ["Armed clash", "Armed clash"]
    row = found.iloc[0]
    assert (row["inter1"], row["interaction"]) == ("Rebel group", "Rebel group-State forces")
    assert row["time_precision"] == "3"
    assert (row["iso"], row["fatalities"], row["notes"]) == ("466", "4", "shot … killing")


def test_geojson() -> None:
    found = geopandas.read_file(made("geojson"))
    assert [(p.x, p.y) for p in found.geometry] == [(-0.04, 16.27)]
    assert found["event"].iloc[0] == "ASSAULT"


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_graphs(name: str) -> None:
    read = {"graphml": networkx.read_graphml, "gexf": networkx.read_gexf}[name]
    graph = read(made(name))
    assert graph.number_of_nodes() == 5
    assert graph.number_of_edges() == 8
    edges = [(a, b, d["event"]) for a, b, d in graph.edges(data=True)]
    assert ("Q142", "Q912", "REQUEST") in edges
    assert graph.nodes["Q142"]["label"] == "France"
    if name == "gexf":
        assert b'start="2024-05-03"' in made(name).read()


def test_followthemoney() -> None:
    lines = [json.loads(line) for line in made("ftm").read().splitlines()]
    proxies = [model.get_proxy(line, cleaned=False) for line in lines]
    for proxy, line in zip(proxies, lines, strict=True):
        model.get(proxy.schema.name).validate(line)
        assert {name: sorted(values) for name, values in line["properties"].items()} == {
            name: sorted(proxy.get(name)) for name in line["properties"]
        }
    assert sorted({p.schema.name for p in proxies}) == [
        "Article", "Event", "LegalEntity", "Organization", "PublicBody"
    ]
    ids = {p.id for p in proxies}
    assert len(ids) == len(proxies)
    events = [p for p in proxies if p.schema.name == "Event"]
    named = [name for p in events for role in ("organizer", "involved", "proof") for name in p.get(role)]
    assert len(named) == 10
    assert set(named) <= ids


def test_jsonld() -> None:
    held = json.loads(made("jsonld", all_events=True).read())
    assert held["@context"] == "https://schema.org"
    assert [action["@type"] for action in held["@graph"]] == ["Action"] * 4
    first = held["@graph"][0]
    assert first["agent"][0]["sameAs"] == "http://www.wikidata.org/entity/Q142"
    assert first["subjectOf"]["datePublished"] == "2024-05-04"


def test_jsonld_is_read_as_statements_in_the_terms_of_schema_org() -> None:
    held = json.loads(made("jsonld", all_events=True).read())
    held["@context"] = {"@vocab": "https://schema.org/"}  # what it stands for; the test opens no connection
    graph = rdflib.Graph().parse(data=json.dumps(held), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    actions = set(graph.subjects(rdflib.RDF.type, schema.Action))
    assert len(actions) == 4
    agents = [str(graph.value(who, schema.name)) for action in actions for who in graph.objects(action, schema.agent)]
    assert agents.count("France") == 3
    assert all(graph.value(graph.value(a, schema.subjectOf), schema.datePublished) for a in actions)
    assert not [p for p in graph.predicates() if not str(p).startswith((str(schema), str(rdflib.RDF)))]


def test_conllu_is_read_back() -> None:
    sentences = conllu.parse(made("conllu").read().decode())
    assert len(sentences) == 4
    for sentence in sentences:
        assert [token["id"] for token in sentence] == list(range(1, len(sentence) + 1))
        for token in sentence:
            assert TEXT[int(token["misc"]["start_char"]) : int(token["misc"]["end_char"])] == token["form"]
    urged = next(token for token in sentences[0] if token["form"] == "urged")
    assert urged["misc"]["Event"] == "B-REQUEST"


def test_conllu() -> None:
    blocks = made("conllu").read().decode().strip().split("\n\n")
    assert len(blocks) == 4
    for block in blocks:
        rows = [line.split("\t") for line in block.splitlines() if not line.startswith("#")]
        assert [int(row[0]) for row in rows] == list(range(1, len(rows) + 1))
        for row in rows:
            assert len(row) == 10
            misc = dict(part.split("=") for part in row[9].split("|"))
            assert TEXT[int(misc["start_char"]) : int(misc["end_char"])] == row[1]
    assert "\turged\t" in blocks[0]
    assert "Event=B-REQUEST" in blocks[0]


def test_brat(tmp_path: Path) -> None:
    assert export_file("brat", [item(), item("doc/2")], Choice(all_events=True), tmp_path / "out") == 2
    text = (tmp_path / "out" / "000001.txt").read_text(encoding="utf-8")
    assert text == TEXT
    marks = {}
    for line in (tmp_path / "out" / "000001.ann").read_text(encoding="utf-8").splitlines():
        if line.startswith("T"):
            mark, where, words = line.split("\t")
            spans = [tuple(map(int, span.split())) for span in where.split(" ", 1)[1].split(";")]
            assert " ".join(text[a:b] for a, b in spans) == words
            marks[mark] = words
        elif line.startswith("E"):
            for argument in line.split("\t")[1].split():
                assert argument.split(":")[1] in marks
    assert "shot killing" in marks.values()
    assert "[events]" in (tmp_path / "out" / "annotation.conf").read_text(encoding="utf-8")
    with pytest.raises(DataError, match="never overwritten"):
        export_file("brat", [item()], Choice(), tmp_path / "out")


def test_displacy() -> None:
    shown = json.loads(made("displacy").readline())
    html = displacy.render(shown, style="ent", manual=True, page=False)
    assert "REQUEST" in html
    assert all(a["end"] <= b["start"] for a, b in zip(shown["ents"], shown["ents"][1:], strict=False))


def test_excel_with_a_code_book() -> None:
    book = openpyxl.load_workbook(made("xlsx", all_events=True))
    rows = list(book["events"].values)
    assert rows[0] == COLUMNS
    assert len(rows) == 5
    told = {name for what, name, meaning in book["code book"].values if what == "column" and meaning}
    assert told == set(COLUMNS)
    assert {name for what, name, _ in book["code book"].values if what == "event"} == set(load_ontology().events)


@pytest.mark.parametrize("name", ["csv-tables", "parquet-tables"])
def test_long_tables(tmp_path: Path, name: str) -> None:
    export_file(name, [item()], Choice(all_events=True), tmp_path / "out")
    read = pd.read_csv if name == "csv-tables" else pd.read_parquet
    ending = "csv" if name == "csv-tables" else "parquet"
    found = {path.stem: read(path) for path in (tmp_path / "out").iterdir()}
    assert {key: len(value) for key, value in found.items()} == {
        "documents": 1, "entities": 5, "events": 4, "statements": 0, "undertakings": 0
    }
    assert (tmp_path / "out" / f"events.{ending}").exists()


@pytest.mark.parametrize("name", ["conllu", "brat", "displacy"])
def test_annotators_need_the_text(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="--documents"):
        export_file(name, [item(text=False)], Choice(), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [*STREAMS, *FOLDERS])
def test_nothing_to_export_is_no_error(tmp_path: Path, name: str) -> None:
    export_file(name, [], Choice(), tmp_path / "out")
    assert (tmp_path / "out").exists()


@pytest.mark.parametrize("name", STREAMS)
def test_the_same_records_give_the_same_bytes(name: str) -> None:
    if name != "xlsx":  # a zip that holds the time it was made
        assert made(name, item(), item("doc/2")).read() == made(name, item(), item("doc/2")).read()


def test_a_record_of_another_text_is_refused() -> None:
    with pytest.raises(InputError, match="another text"):
        matched(item().record, TEXT + " ")


def test_every_cameo_code_of_the_ontology_has_its_goldstein_value() -> None:
    codes = {code for event in load_ontology().events.values() for code in event.cameo}
    assert sorted(codes - set(goldstein())) == []
    assert cameo_of(item().record.events[2]) == "040"
    assert len([c for c in countries().values() if c.cow]) == 195
    assert countries()["ROU"].cameo == "ROM"
