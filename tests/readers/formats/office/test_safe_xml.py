import pytest

from disclosure_desk.readers.formats.office import safe_xml
from disclosure_desk.readers.formats.office.safe_xml import local_name, parse_xml
from disclosure_desk.readers.model.errors import ReadError

LAUGHS = '<!DOCTYPE a [<!ENTITY l0 "哈">{}]><a>&l9;</a>'.format(
    "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))
)
QUADRATIC = f'<!DOCTYPE a [<!ENTITY b "{"x" * 50_000}">]><a>{"&b;" * 50_000}</a>'
EXTERNAL = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
FETCHED = '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>'


@pytest.mark.parametrize(
    "content",
    [
        '<a b="1">字</a>'.encode(),
        "<?xml version='1.0' encoding='gbk'?><a b='1'>字</a>".encode(),
        '\ufeff<a b="1">字</a>'.encode(),
        '<?xml version="1.0" encoding="UTF-16"?><a b="1">字</a>'.encode("utf-16"),
        '\ufeff<a b="1">字</a>'.encode("utf-16-be"),
        '<?a b?><!-- c --><a b="1"><!-- d -->字</a>'.encode(),
    ],
)
def test_documents_are_read_in_the_encodings_of_office_files(content):
    root = parse_xml(content)

    assert (root.tag, root.get("b"), root.text) == ("a", "1", "字")


@pytest.mark.parametrize("document", [LAUGHS, QUADRATIC, EXTERNAL, FETCHED, "<!DOCTYPE a><a/>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_are_refused_before_they_are_parsed(document, encoding, monkeypatch):
    monkeypatch.setattr(safe_xml.etree, "fromstring", lambda *_: pytest.fail("it was parsed"))

    with pytest.raises(ReadError, match="DOCTYPE"):
        parse_xml(document.encode(encoding))


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (lambda: b"", "不完整"),
        (lambda: b"<a>", "不完整"),
        (lambda: b"<a>&b;</a>", "不完整"),
        (lambda: b"<a>\xb0\xa1</a>", "不完整"),
        (lambda: b"<a>" * 300 + b"</a>" * 300, "不完整"),
        (lambda: b"<a>" + b"x" * 10_000_001 + b"</a>", "不完整"),
        (lambda: b"<a>" + b"<b/>" * 500_000 + b"</a>", "内容太多"),
        (lambda: b"<a" + b" b='1'" * 500_000 + b"/>", "内容太多"),
        (lambda: b"\xff\xfe<\0a", "编码有错"),
    ],
)
def test_broken_deep_and_endless_documents_are_refused(made, says):
    content = made()
    with pytest.raises(ReadError, match=says) as caught:
        parse_xml(content)

    assert str(caught.value).count("。") == 1


def test_inclusions_are_left_as_they_are():
    root = parse_xml(b'<a xmlns:i="http://www.w3.org/2001/XInclude"><i:include href="/etc/passwd" parse="text"/></a>')

    assert [local_name(child) for child in root] == ["include"]


def test_names_of_the_strict_form_become_the_usual_ones():
    root = parse_xml(b'<a xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>')

    assert root.tag == "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}a"
