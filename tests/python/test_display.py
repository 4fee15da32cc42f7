"""What notebooks show: well-formed, escaped, with the evidence marked."""

from __future__ import annotations

from html.parser import HTMLParser

from detente.display import highlighted

from conftest import TEXT

VOID = {"br", "hr", "img"}


class Checked(HTMLParser):
    """Reads HTML and fails where tags do not match."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open, self.seen, self.marked, self.words = [], [], [], []
        self.feed(html)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)
        if "mark" in self.open:
            self.marked.append(data)


def test_evidence_is_marked(coder):
    coding = coder.code(TEXT, published="2010-05-05")
    shown = Checked(coding._repr_html_())
    marked = "".join(shown.marked)
    assert coding.events[0].evidence[0].text.split()[0] in marked
    assert TEXT in "".join(shown.words)


def test_what_a_text_says_stays_text(coder):
    evil = 'Norway <script>alert("x")</script> recalled its envoy & "left" Minsk on Monday.'
    for html in (coder.code(evil)._repr_html_(), coder.explain(evil)._repr_html_()):
        assert "script" not in Checked(html).seen
        assert "<script" not in html
    assert highlighted('a"<b>', [(0, 5, 'x" onclick="y', '"<i>')]) == (
        '<mark class="x&quot; onclick=&quot;y" title="&quot;&lt;i&gt;">a&quot;&lt;b&gt;</mark>'
    )


def test_overlapping_evidence_is_marked_in_pieces():
    shown = Checked(highlighted("abcdef", [(0, 4, "event", "one"), (2, 6, "quote", "two"), (9, 12, "event", "no")]))
    assert shown.marked == ["ab", "cd", "ef"]


def test_records_show_themselves(coder):
    coding = coder.code(TEXT, published="2010-05-05")
    assert "cameo" in "".join(Checked(coding.events[0]._repr_html_()).words)
    assert "Rules" in "".join(Checked(coder.explain(TEXT)._repr_html_()).words)
