"""Files of other programs, written by the tests themselves: Word, Rich Text, EPUB, MHTML, mail folders, exports."""

import zipfile
from io import BytesIO
from typing import Any

from docx import Document

DAM = "The dam at Orlov Gorge was closed for repairs on Thursday. Forty engineers inspect its gates."
LOCK = "The lock at Treska opens again on Monday. It had been shut since a barge struck its gate."


def word(*paragraphs: str, title: str = "", author: str = "", heading: str = "") -> bytes:
    """A Word file of paragraphs, below a heading where one is given."""
    made = Document()
    made.core_properties.title, made.core_properties.author = title, author
    if heading:
        made.add_heading(heading, level=1)
    for one in paragraphs:
        made.add_paragraph(one)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def rich(*paragraphs: str) -> bytes:
    """A Rich Text file of paragraphs, letters outside ASCII as its codes."""
    lines = "\n".join("".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in one) + "\\par" for one in paragraphs)
    return (
        f"{{\\rtf1\\ansi\\deff0{{\\fonttbl{{\\f0 Arial;}}}}{{\\info{{\\title Draft 7}}}}\\f0\\fs20 {lines}}}".encode()
    )


def epub(chapters: list[str], **about: str) -> bytes:
    """An EPUB book of chapters in XHTML."""
    said = "".join(f"<dc:{name}>{value}</dc:{name}>" for name, value in about.items())
    items = "".join(f'<item id="c{n}" href="text/c{n}.xhtml"/>' for n in range(len(chapters)))
    # The order of the book is not that of its names.
    order = "".join(f'<itemref idref="c{n}"/>' for n in reversed(range(len(chapters))))
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        box.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
        )
        box.writestr(
            "OEBPS/book.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<metadata>{said}</metadata><manifest>{items}</manifest><spine>{order}</spine></package>",
        )
        for number, chapter in enumerate(reversed(chapters)):
            page = (
                f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{chapter}</body></html>'
            )
            box.writestr(f"OEBPS/text/c{number}.xhtml", page)
    return out.getvalue()


def saved_page(page: str, address: str) -> bytes:
    """A page as Chrome saves it in one file, on a day long after it was published."""
    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}\r\nSubject: A page\r\n"
        "Date: Tue, 9 Jan 2024 09:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="cut"\r\n\r\n'
        f"--cut\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: {address}\r\n\r\n{page}\r\n"
        "--cut\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--cut--\r\n"
    ).encode()


def letter(subject: str, date: str, text: str, sender: str = "Gorge Letter <desk@gorge.example>") -> str:
    """A message as it stands in a mail folder, a line that begins with `From ` quoted."""
    quoted = text.replace("\nFrom ", "\n>From ")
    return f"From desk@gorge.example {date}\nFrom: {sender}\nSubject: {subject}\nDate: {date}\n\n{quoted}\n\n"


def folder_of(*letters: str) -> bytes:
    """A mail folder (mbox)."""
    return "".join(letters).encode()


FACTIVA_CODES = f"""HD
Dam closed for repairs
BY
By Ana Petrovska
WC
152 words
PD
12 August 2021
ET
06:15
SN
Gorge Daily
SC
GORGE
LA
English
CY
(c) 2021 Gorge Daily
LP
{DAM}
TD
No date was given for the end of the work.
RE
mkd : Macedonia
AN
Document GORGE00020210812eh8c00001

SE
Business
HD
Lock opens again
PD
3 September 2021
SN
River Post
LA
English
LP
{LOCK}
AN
Document RIVPO00020210903eh9300007

Search Summary
"""

NEXIS_TEXT = f"""
                               1 of 2 DOCUMENTS


                                 Gorge Daily

                           August 12, 2021 Thursday
                                Final Edition

Dam closed for
repairs

BYLINE: Ana Petrovska

SECTION: NEWS; Pg. 3

LENGTH: 152 words

DATELINE: ORLOV

   The dam at Orlov Gorge was closed for repairs on
Thursday. Forty engineers inspect its gates.

   Notes were taken by all of them.

LOAD-DATE: August 13, 2021

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

                     Copyright 2021 Gorge Daily
                        All Rights Reserved


                               2 of 2 DOCUMENTS


                                  River Post

                           September 3, 2021 Friday

Lock opens again

LENGTH: 80 words

   {LOCK}

LOAD-DATE: September 4, 2021
"""

NEXIS_WORD = [
    "User Name: = desk",
    "Date and Time: = Tuesday, January 9, 2024 9:00:00 AM CET",
    "Job Number: = 123456",
    "Documents (2)",
    "1. Dam closed for repairs",
    "Client/Matter: -None-",
    "Search Terms: dam",
    "2. Lock opens again",
    "Client/Matter: -None-",
    "Dam closed for repairs",
    "Gorge Daily",
    "August 12, 2021 Thursday",
    "Copyright 2021 Gorge Daily All Rights Reserved",
    "Section: NEWS; Pg. 3",
    "Length: 152 words",
    "Byline: Ana Petrovska",
    "Body",
    DAM,
    "A last word.",
    "Classification",
    "Language: ENGLISH",
    "Load-Date: August 13, 2021",
    "End of Document",
    "Lock opens again",
    "River Post",
    "September 3, 2021 Friday 7:30 AM GMT",
    "Copyright 2021 River Post All Rights Reserved",
    "Length: 80 words",
    "Body",
    LOCK,
    "Load-Date: September 4, 2021",
    "End of Document",
]

PROQUEST = f"""____________________________________________________________

Report Information from ProQuest
____________________________________________________________

Table of contents

1. Dam closed for repairs
2. Lock opens again

____________________________________________________________

Document 1 of 2

Dam closed for repairs

Author: Petrovska, Ana

Publication info: Gorge Daily ; Orlov [Orlov]. 12 Aug 2021: A.3.

https://database.example/docview/1

Abstract: A dam is closed.

Full text: {DAM}

No date was given for the end of the work.

Subject: Dams; Repairs

Title: Dam closed for repairs

Publication title: Gorge Daily; Orlov

Publication year: 2021

Publication date: Aug 12, 2021

Last updated: 2023-11-02

____________________________________________________________

Document 2 of 2

Lock opens again

Publication info: River Post ; Treska [Treska]. 03 Sep 2021.

Full text: {LOCK}

Publication title: River Post

Publication date: Sep 3, 2021
"""

REFERENCES = f"""TY  - NEWS
T1  - Dam closed for repairs
AU  - Petrovska, Ana
JO  - Gorge Daily
Y1  - 2021/08/12/
UR  - https://gorge.example/dam
AB  - {DAM}
ER  -

TY  - NEWS
TI  - Lock opens again
T2  - River Post
DA  - 2021/09/03
N2  - {LOCK}
ER  -
"""

JSON_FEED: dict[str, Any] = {
    "version": "https://jsonfeed.org/version/1",
    "title": "Gorge Daily",
    "items": [
        {
            "id": "dam",
            "url": "https://gorge.example/dam",
            "title": "Dam closed for repairs",
            "content_html": f"<p>{DAM}</p><p>No date was given.</p>",
            "date_published": "2021-08-12T06:15:00+02:00",
            "author": {"name": "Ana Petrovska"},
        },
        {"id": "lock", "title": "Lock opens again", "summary": "A lock opens.", "date_published": "2021-09-03"},
        "no entry",
    ],
}

FEED_LIST = """<?xml version="1.0"?>
<opml version="2.0"><head><title>Feeds</title></head><body>
<outline text="Gorge"><outline type="rss" text="Gorge Daily" xmlUrl="{0}"/></outline>
<outline type="rss" title="River Post" text="x" xmlUrl="{1}"/><outline text="again" xmlUrl="{0}"/>
</body></opml>"""
