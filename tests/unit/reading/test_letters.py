"""Letters: the right part of a message, and the letter inside one that was passed on."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest

from tests.support.taken import taken

LETTER = "The town sells its old trams.\n\nA tram costs 900 crowns, without its wheels, said the mayor on Monday."


@pytest.fixture
def take(tmp_path):
    """Read one message, in bytes, text or as itself: its article, and what was told of it."""

    def run(message):
        path = tmp_path / "letter.eml"
        data = message.as_bytes(policy=SMTP) if isinstance(message, EmailMessage) else message
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return taken(path)

    return run


def mail(text="", html="", *, subject="Fwd: Old trams for sale", date="Mon, 03 Jul 2023 18:00:00 +0200"):
    made = EmailMessage()
    made["From"], made["To"], made["Subject"], made["Date"] = (
        "Eva Novak <eva@desk.example>",
        "a@b.example",
        subject,
        date,
    )
    if text or not html:
        made.set_content(text)
        if html:
            made.add_alternative(html, subtype="html")
    else:
        made.set_content(html, subtype="html")
    return made


@pytest.mark.parametrize(
    "above",
    [
        "---------- Forwarded message ---------\nFrom: Tram Letter <news@tram.example>\n"
        "Date: Mon, Jun 5, 2023 at 7:05 AM\n"
        "Subject: Old trams for sale\nTo: <eva@desk.example>\n",
        "Begin forwarded message:\n\n> From: Tram Letter <news@tram.example>\n> Subject: Old trams for sale\n"
        "> Date: 5 June 2023 at 07:05:00 CEST\n> To: eva@desk.example\n> Reply-To: news@tram.example\n",
        "________________________________\nVon: Tram Letter <news@tram.example>\nGesendet: Montag, 5. Juni 2023 07:05\n"
        "An: Eva Novak <eva@desk.example>\nBetreff: Old trams for sale\n",
        "-----Message d'origine-----\nDe : Tram Letter [mailto:news@tram.example]\nEnvoyé : lundi 5 juin 2023 07:05\n"
        "À : Eva Novak\nObjet : Old trams for sale\n",
    ],
)
def test_of_a_letter_that_is_passed_on_its_own_sender_and_day_count(take, above):
    quoted = "\n".join(f"> {line}" for line in LETTER.split("\n")) if above.startswith("Begin") else LETTER
    article, told = take(mail(f"Please keep.\n\n{above}\n{quoted}\n"))
    assert (article.title, article.source, article.published[:10]) == (
        "Old trams for sale",
        "Tram Letter",
        "2023-06-05",
    )
    assert article.text == LETTER
    assert article.metadata["forwarded_by"] == "Eva Novak"
    assert any("was passed on by Eva Novak" in line for line in told)
    assert any("'Please keep.'" in line for line in told)


def test_a_letter_that_is_passed_on_in_html_is_found_too(take):
    html = (
        "<div>For you</div><div class='gmail_quote'>---------- Forwarded message ---------<br>From: <strong>Tram Letter"
        "</strong> <span>&lt;news@tram.example&gt;</span><br>Date: Mon, 5 Jun 2023 at 07:05<br>Subject: Old trams<br>"
        "To: &lt;eva@desk.example&gt;<br><p>The town sells its old trams.</p></div>"
    )
    article, _ = take(mail(html=html))
    assert (article.title, article.source, article.published) == ("Old trams", "Tram Letter", "2023-06-05T07:05")
    assert article.text == "The town sells its old trams."


def test_a_message_that_is_passed_on_as_an_attachment_is_the_letter(take):
    outer, inner = mail("See below."), mail(LETTER, subject="Old trams", date="Mon, 05 Jun 2023 07:05:00 +0200")
    inner.replace_header("From", "Tram Letter <news@tram.example>")
    outer.add_attachment(inner)
    article, told = take(outer)
    assert (article.title, article.source, article.published) == ("Old trams", "Tram Letter", "2023-06-05T07:05")
    assert article.text == LETTER and any("passed on" in line for line in told)


def test_an_answer_and_a_letter_with_a_quotation_below_stay_what_they_are(take):
    below = "\n\nFrom: Tram Letter <news@tram.example>\nDate: 5 June 2023\nSubject: Old trams\n\nWe sell trams.\n"
    for subject, text in (("Re: Old trams", "We take two."), ("Our week", LETTER * 10)):
        article, _ = take(mail(text + below, subject=subject))
        assert (article.title, article.published) == (subject, "2023-07-03T18:00")
        assert article.text.startswith(text)


def test_a_text_part_that_says_only_where_to_read_the_letter_is_not_the_letter(take):
    html = "".join(f"<p>{part}</p>" for part in LETTER.split("\n\n"))
    stub = "This message needs a program that shows pages. You find it at https://tram.example/letters/88. " * 4
    assert take(mail(stub, html))[0].text == LETTER
    assert take(mail(LETTER, f"<h1>Tram Letter</h1>{html}"))[0].text == LETTER


def test_what_a_newsletter_hides_is_no_part_of_it(take):
    html = (
        "<div style='color:#fff; display : none'>Trams and more</div><span hidden>x</span>"
        "<div style='max-height:0px;overflow:hidden'>Preview&zwnj;&nbsp;&zwnj;&nbsp;</div>"
        "<p>The town sells&nbsp;trams.&zwnj;&nbsp;&zwnj;&nbsp;&zwnj;&nbsp;</p>"
        "<p style='max-height:0.9em'>All of them.</p>"
    )
    assert take(mail(html=html))[0].text == "The town sells trams.\n\nAll of them."


def test_pages_in_a_text_part_lose_their_tags_and_a_text_about_tags_keeps_them(take):
    page = "<html><body><div><p>The town sells trams.</p><p>All of them.</p></div></body></html>"
    assert take(mail(page))[0].text == "The town sells trams.\n\nAll of them."
    prose = "The tag <p> begins a paragraph, and </p> ends it."
    assert take(mail(prose))[0].text == prose


def test_all_texts_of_a_message_are_read_and_attachments_are_named(take):
    made = mail("The first half.", subject="Old trams for sale")
    made.make_mixed()
    made.add_attachment(b"\xff\xd8", maintype="image", subtype="jpeg", disposition="inline")
    made.add_attachment("The second half.", disposition="inline")
    made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="report.pdf")
    article, told = take(made)
    assert article.text == "The first half.\n\nThe second half."
    assert told == ["its attachments are not read: report.pdf; save them, and take them in"]


def test_flowed_lines_are_joined(take):
    made = "From: a@b.example\nSubject: Trams\nDate: Mon, 5 Jun 2023 07:05:00 +0200\n" + (
        "Content-Type: text/plain; format=flowed\n\n"
    )
    assert (
        take(made + "The town sells \nits old trams.\n\nAll of them.\n")[0].text
        == "The town sells its old trams.\n\nAll of them."
    )


def test_a_letter_without_a_day_has_that_of_its_arrival_and_says_so(take):
    head = "From: a@b.example\nReceived: from x by y; Tue, 06 Jun 2023 09:00:00 +0200\nSubject: Trams\n"
    for date in ("", "Date: 0000-00-00\n", "Date: Thu, 01 Jan 1970 00:00:00 +0000\n"):
        article, told = take(f"{head}{date}\nThe town sells trams.\n")
        assert article.published == "2023-06-06T09:00" and "the day on which it was received" in told[0]
    assert "no date" in take("From: a@b.example\nSubject: Trams\n\nThe town sells trams.\n")[1][0]
