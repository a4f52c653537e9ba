"""Web pages: what marks and style hide is no part of the article, and a day that it shows is read with one reading."""

import pytest

from tests.support.taken import only, refused, taken

SHORT = "<p>The mayor of Velmar opened the new lighthouse on Sunday. She said that it had cost four million crowns.</p>"
LONG = "".join(
    f"<p>Paragraph {number}. The council of Velmar voted to rebuild mill {number}, and the mayor said on Tuesday that "
    "the cost would be borne by the people of the town and of the river beside it.</p>"
    for number in range(9)
)
DATED = "<meta property='article:published_time' content='2022-06-05'>"
SECRET = "The treasurer of Velmar fled to Oldby with the gold of the town, police said."


def page(body, head="", *, attributes="", after=""):
    top = f"<html {attributes}><head><title>Lighthouse opens</title>{head}</head><body><article>"
    return f"{top}<h1>Lighthouse opens</h1>{body}</article>{after}</body></html>"


@pytest.mark.parametrize("shown", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize(
    ("style", "hidden"),
    [
        ("", "<p hidden>{}</p>"),
        ("", "<template><p>{}</p></template>"),
        ("", "<noscript><p>{}</p></noscript>"),
        ("", "<div style='display : none !important'><p>{}</p></div>"),
        ("", "<p style='color:red;VISIBILITY:hidden'>{}</p>"),
        ("", "<p style='font-size:0px'>{}</p>"),
        ("", "<p style='color:#fff;background:white'>{}</p>"),
        ("", "<p style='position:absolute;left:-9999px'>{}</p>"),
        (".h{display:none}", "<p class='big h'>{}</p>"),
        ("/* a{ */ p.a, p.h { visibility: hidden }", "<p class=h>{}</p>"),
        ("#h{font-size:0}", "<p id=h>{}</p>"),
        (".h{color:white;background-color:#FFFFFF}", "<p class=h>{}</p>"),
        (".h{position:absolute;left:-10000px}", "<p class=h>{}</p>"),
        (".h{display:none!important}#h{display:block}", "<p class=h id=h>{}</p>"),
        (".h{display:none!important}.h.on{display:block}", "<p class=h>{}</p>"),
        (".h{display:none}p{display:block}", "<p class=h>{}</p>"),
        (".h{display:none}.h::before{display:block}", "<p class=h>{}</p>"),
        (".a{top:1px}" * 9_000 + ".h{display:none}", "<p class='a h'>{}</p>"),
    ],
)
def test_what_marks_and_style_hide_is_no_part_of_the_article(read_one, shown, style, hidden):
    made = page(shown + hidden.format(SECRET), f"{DATED}<style>{style}</style>")
    text = only(read_one("page.html", made)).text
    assert "treasurer" not in text and "mayor" in text


@pytest.mark.parametrize("shown", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize(
    ("style", "seen"),
    [
        ("@media print{.h{display:none}}", "<p class=h>{}</p>"),
        ("@media (max-width:400px){.h{display:none}}", "<p class=h>{}</p>"),
        (".h{display:none}@media (min-width:400px){.h{display:block}}", "<p class=h>{}</p>"),
        (".h{display:none}.h.on{display:block}", "<p class='h on'>{}</p>"),
        (".h{display:none}.js .h{display:block}", "<p class=h>{}</p>"),
        (".h{opacity:0;animation:come 1s forwards}", "<p class=h>{}</p>"),
        (".h:hover{display:none}.h{font-size:0.9em}", "<p class=h>{}</p>"),
        ("body{visibility:hidden}", "<p>{}</p>"),
        ("", "<div style='font-size:0'><p style='font-size:16px'>{}</p></div>"),
        ("", "<p style='color:#fff;background:#000'>{}</p>"),
        ("p{display:none", "<p style='display:block;left:-5px'>{}</p>"),
        ("", "<div aria-hidden=true><p>{}</p></div>"),
        ("", "<div hidden=until-found><p>{}</p></div>"),
        (".h{opacity:0;transition:opacity .5s}.h.in{opacity:1}", "<p class=h>{}</p>"),
        (".h{opacity:0}.h.in{opacity:1}", "<p class=h>{}</p>"),
        (".h{opacity:0;transition:opacity .5s}", "<p class=h>{}</p>"),
        (".h{display:none}.h:not(.x){display:block}", "<p class=h>{}</p>"),
        (".h{display:none}.h:not(:is(.x, .y)){display:block}", "<p class=h>{}</p>"),
        (".h{display:none}.h:not(:is(.x)){display:block}", "<p class=h>{}</p>"),
        (".h{display:block!important}.h{display:none}", "<p class=h>{}</p>"),
        (".h{display:block!important}", "<p class=h style='display:none'>{}</p>"),
        (".h{max-height:0}.h[open]{max-height:9em}", "<p class=h>{}</p>"),
        (".h{color:#fff;background-color:#fff;background-image:url(sea.jpg)}", "<p class=h>{}</p>"),
        (".h{color:#fff;background:#fff url(sea.jpg)}", "<p class=h>{}</p>"),
        (".h{display:none}" + "".join(f".h.a{n}{{display:block}}" for n in range(6_000)), "<p class='h a1'>{}</p>"),
    ],
)
def test_what_is_shown_or_may_be_stays(read_one, shown, style, seen):
    made = page(shown + seen.format(SECRET), f"{DATED}<style>{style}</style>")
    assert "treasurer" in only(read_one("page.html", made)).text


@pytest.mark.parametrize(
    ("style", "opened"),
    [
        ("", "<div hidden>"),
        ("", "<div style='display:none'>"),
        (".app{visibility:hidden}", "<div class=app>"),
        ("", "<noscript>"),
    ],
)
def test_a_page_that_hides_most_of_its_words_keeps_them_and_says_so(tmp_path, style, opened):
    made = page(f"{opened}{LONG}</{opened[1:].split()[0].strip('>')}>", f"{DATED}<style>{style}</style>")
    (tmp_path / "page.html").write_text(made)
    article, (remark,) = taken(tmp_path / "page.html")
    assert "mill 8" in article.text and "more than half" in remark


@pytest.mark.parametrize("shown", ["Published 03/04/2022", "03/04/2022", "Posted: 3-4-2022", "<time>03/04/2022</time>"])
@pytest.mark.parametrize("language", ["", "lang=en-US"])
def test_a_shown_day_with_two_readings_is_refused_as_elsewhere(read_one, shown, language):
    made = page(f"<p>{shown}</p>{LONG}", attributes=language)
    assert "can be read in two ways" in refused(read_one("page.html", made))


def test_a_shown_day_with_two_readings_is_settled_by_another_mark(read_one):
    made = page(f"<p>Published <time datetime='2022-03-04'>03/04/2022</time></p>{LONG}")
    assert only(read_one("page.html", made)).published == "2022-03-04"
    link = "<link rel=canonical href='https://crier.example/2022/03/04/lighthouse'>"
    assert only(read_one("page.html", page(f"<p>Published 03/04/2022</p>{LONG}", link))).published == "2022-03-04"


@pytest.mark.parametrize(
    "shown",
    [
        "Published March 4, 2022",
        "Published: 4 March 2022 | Updated: 6 March 2022",
        "Updated: 6 March 2022 | Published: 4 March 2022",
        "March 4, 2022",
        "Veröffentlicht am 4. März 2022",
        "25/04/2022",
    ],
)
def test_a_clear_line_below_the_headline_is_the_day(read_one, shown):
    made = page(f"<p>By Ada Quist</p><p>{shown}</p>{LONG}", after="<p><time datetime='2020-01-01'>Old</time></p>")
    expected = "2022-04-25" if shown.startswith("25") else "2022-03-04"
    assert only(read_one("page.html", made)).published == expected


@pytest.mark.parametrize(
    "other",
    [
        "<aside>Related: <time datetime='2020-01-01'>1 Jan 2020</time> Old story</aside>",
        "<footer>Copyright 2019. Last updated 3 March 2023</footer>",
        "<footer><time datetime='2023-03-03'>3 March 2023</time></footer>",
        "<div class='site-footer'>Last updated 3 March 2023</div>",
        "<small>© 2019 Crier. Last updated 3 March 2023</small>",
        "<div class=related><time>1 January 2020</time></div>",
    ],
)
def test_days_of_other_articles_and_of_the_site_date_nothing(read_one, other):
    assert "no date" in refused(read_one("page.html", page(LONG, after=other)))
    dated = page(f"<p>Posted June 5, 2022</p>{LONG}", after=other)
    assert only(read_one("page.html", dated)).published == "2022-06-05"


def test_the_foot_of_an_article_may_hold_its_day(read_one):
    foot = "<footer>Posted on <time class='entry-date published' datetime='2022-06-05'>5 June 2022</time></footer>"
    assert only(read_one("page.html", page(LONG + foot))).published == "2022-06-05"


MARKED = "<time class=published datetime='2022-06-05'></time>"


@pytest.mark.parametrize(
    "body",
    [
        f"<div>March 3, 2023</div><article><h2>Lighthouse opens</h2>{MARKED}{LONG}</article>",
        f"<h1>Velmar Crier</h1><div>March 3, 2023</div><article><h2>Lighthouse opens</h2>{MARKED}{LONG}</article>",
        f"<h1>Lighthouse opens</h1><figcaption>Velmar, 9 May 2020</figcaption><p>Published 5 June 2022</p>{LONG}",
        f"<h1>Lighthouse opens</h1><figcaption>Velmar, 9 May 2020</figcaption><p>5 June 2022</p>{LONG}",
        f"<h1>Lighthouse opens</h1><p>Conference: 1 September 2022</p><p>Published: 5 June 2022</p>{LONG}",
        f"<h1>Velmar Crier</h1><p>Friday, 3 March 2023</p><h2>Lighthouse opens</h2><p>5 June 2022</p>{LONG}",
        f"<article><h1>Lights</h1><p>5 June 2022</p><h2>A tower for Velmar</h2>{LONG}</article>",
        f"<h1>Lighthouse opens</h1><p>5 June 2022</p><h2>A tower for Velmar</h2>{LONG}",
        f"<article><h1>Lights</h1>{LONG}<footer class=entry-meta>Posted on June 5, 2022</footer></article>",
        f"<article><h1>Lights</h1>{LONG}<footer>Posted <time datetime='2022-06-05'></time></footer></article>",
        f"<article><h1>Lights</h1><p>Updated <time datetime='2022-07-01'></time></p>{MARKED}{LONG}</article>",
        "<article><h1>Lights</h1><p>Published 5 June 2022</p>"
        f"<p>They had begun on <time datetime='2019-02-01'>1 February 2019</time>, she said.</p>{LONG}</article>",
    ],
)
def test_the_day_of_the_article_stands_before_every_other_one(read_one, body):
    made = f"<html><head><title>Lighthouse opens</title></head><body>{body}</body></html>"
    (article,), _ = read_one("page.html", made)
    assert article.day == "2022-06-05"
