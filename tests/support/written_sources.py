"""Valid sources of every format, written for the tests: what readers are tried on, and what the fuzz tests mutate."""

import json
import zipfile
from datetime import UTC, datetime
from io import BytesIO

from fpdf import FPDF

GOOD = "A quiet harbour\n2 March 2021\n\nIt is quiet in the harbour.\n"
SAVED_PAGE = """Skip to main content

Harbour town weighs “quiet talks” as ferries stay idle

Harbour town weighs “quiet talks” as ferries stay idle

Posted March. 02, 2021 06:05,\u00a0 \u00a0

Updated March. 03, 2021 07:15


The U.S. delegation said on Friday that it “will listen first,” and left. Mr. Oh called t he meeting useful.

A second paragraph follows.The third sentence is glued to it, as stripped pages have it.
"""

MARKDOWN = """---
id: sample-ferries
title: 'Ferries: the talks so far'
source: Sample Wire
author: Han Mina
published: 2021-03-02
updated: 2021-03-03T07:15
language: en
kind: report
references:
  - office: Harbour Office
    date: 2021-02-26
weight: 3
---

The ferries stayed in port on Tuesday.

Talks go on.
"""

RECORDS = [
    {
        "id": "a-1",
        "title": "First",
        "text": "The first text.",
        "published": "2021-03-01",
        "section": "Asia",
        "n": [1, {"x": None}],
    },
    {
        "id": 2,
        "title": "Second",
        "text": "The second text.",
        "date": "1 March 2021",
        "kind": "Readout",
        "source": "Sample Wire",
    },
    {
        "title": "Third",
        "text": "셋째 기사입니다. 내용이 있습니다.",
        "date": "2021년 3월 2일",
        "url": "https://news.example/a/third-story?utm_source=x",
    },
]
JSON_LINES = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in RECORDS)

CSV = """Headline,Body,PubDate,Link,Outlet,Desk
First row,"A text, with a comma
and a line break.",2021-03-01,https://news.example/one,Sample Wire,Asia
Second row,Another text.,02.03.2021,https://news.example/two,Sample Daily,
"""

PARAGRAPHS = [
    "The ferries that link the two islands stayed in port on Tuesday, the harbour office said, the third day in a row.",
    "Talks between the crews and the owners went on behind closed doors, and both sides called them useful but slow.",
    "The harbour office expects the first boats to leave again within a week, if the weather and the crews allow it.",
    "Islanders have begun to share what is left in the shops, and the mayor asked them to be patient a little longer.",
]

HTML = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Ferries stay in port | Sample Daily</title>
<meta property="og:title" content="Ferries stay in port for a third day">
<meta property="og:site_name" content="Sample Daily">
<meta property="article:published_time" content="2021-03-02T18:30:00+09:00">
<meta property="article:modified_time" content="2021-03-03T08:00:00+09:00">
<meta name="author" content="Han Mina">
<link rel="canonical" href="https://daily.example/2021/03/ferries-stay-in-port">
<script>var tracker = "do not read me";</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/asia">Asia</a></li></ul></nav>
<article><h1>Ferries stay in port for a third day</h1>
{"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)}
</article><footer>All rights reserved</footer></body></html>
"""

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Sample Wire</title><link>https://wire.example/</link><language>en</language>
<item><title>Whole in the feed</title><link>https://wire.example/whole</link><guid>https://wire.example/?p=1</guid>
<pubDate>Tue, 02 Mar 2021 18:30:00 +0900</pubDate><description>A teaser.</description>
<content:encoded><![CDATA[<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>]]></content:encoded></item>
<item><title>Only a teaser &amp; a link</title><link>https://wire.example/teaser</link>
<guid isPermaLink="false">wire-2</guid>
<pubDate>Wed, 03 Mar 2021 07:00:00 GMT</pubDate><description>Only this much is in the feed.</description></item>
</channel></rss>
"""

ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Sample Review</title><id>urn:feed:1</id>
<entry><title>Without a link</title><id>urn:review:7</id><published>2021-03-02T09:00:00Z</published>
<updated>2021-03-04T09:00:00Z</updated><author><name>Lee Jun</name></author>
<content type="html">&lt;p&gt;{PARAGRAPHS[2]}&lt;/p&gt;</content></entry></feed>
"""

EML = f"""From: "Sample Letter" <desk@letter.example>
To: reader@example.org
Subject: =?utf-8?q?The_ferries=2C_and_what_is_next_=E2=80=94_today=27s_letter?=
Date: Tue, 2 Mar 2021 06:30:00 +0900
Message-ID: <1@letter.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b0"

--b0
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: 8bit

View this letter in your browser.

--b0
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: 8bit

<html><head><style>p {{ color: red }}</style></head>
<body>{"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)}</body></html>

--b0--
"""


def pdf_bytes(*pages: str, title: str = "", encrypted: bool = False) -> bytes:
    """A real PDF with one text page for each string."""
    pdf = FPDF()
    pdf.set_creation_date(datetime(2021, 3, 5, 9, 30, tzinfo=UTC))
    if title:
        pdf.set_title(title)
    if encrypted:
        pdf.set_encryption(owner_password="owner", user_password="user")
    pdf.set_font("helvetica", size=11)
    for page in pages:
        pdf.add_page()
        if page:
            pdf.multi_cell(0, 6, page)
    return bytes(pdf.output())


PDF = pdf_bytes(
    "Ferries: a statement of the harbour office\n2 March 2021\n\n" + "\n".join(PARAGRAPHS[:2]), PARAGRAPHS[2]
)

VALID: dict[str, bytes] = {
    "saved-page.txt": SAVED_PAGE.encode(),
    "front.md": MARKDOWN.encode(),
    "rows.jsonl": JSON_LINES.encode(),
    "list.json": json.dumps(RECORDS).encode(),
    "table.csv": CSV.encode(),
    "web-page.html": HTML.encode(),
    "feed.rss": RSS.encode(),
    "feed.atom": ATOM.encode(),
    "letter.eml": EML.encode(),
    "statement.pdf": PDF,
}


def zipped(members, how=zipfile.ZIP_DEFLATED):
    """A zip file of these members, by their names."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", how) as box:
        for name, data in members.items():
            box.writestr(name, data)
    return out.getvalue()
