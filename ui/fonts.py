"""A font for PDF that writes Korean as well as English: NanumGothic, from a package or from the system."""

from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from corpus.errors import WorkError

# NanumGothic (SIL Open Font License) lies in this wheel as plain data files; the package itself is never imported.
PACKAGE, INSIDE = "koreanize-matplotlib", "koreanize_matplotlib/fonts"
SYSTEM = (
    "/usr/share/fonts/truetype/nanum",
    "/usr/share/fonts/nanum",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "C:/Windows/Fonts",
)
PAIRS = (("NanumGothic.ttf", "NanumGothicBold.ttf"), ("malgun.ttf", "malgunbd.ttf"))


def find() -> tuple[Path, Path]:
    """The regular and the bold file. Raises WorkError, naming what to install, where there is none."""
    folders = [Path(one).expanduser() for one in SYSTEM]
    with suppress(PackageNotFoundError):
        folders.insert(0, Path(str(distribution(PACKAGE).locate_file(INSIDE))))
    for folder in folders:
        for regular, bold in PAIRS:
            if (folder / regular).is_file():
                return folder / regular, folder / bold if (folder / bold).is_file() else folder / regular
    raise WorkError(
        f"no font for PDF was found: `pip install --no-deps {PACKAGE}` brings NanumGothic; "
        "Word, HTML and Markdown need none"
    )


def register(pdf: Any) -> None:  # noqa: ANN401 - fpdf2 has no types of its own here
    """Make the font known to a document as `body`, regular and bold."""
    regular, bold = find()
    pdf.add_font("body", "", str(regular))
    pdf.add_font("body", "B", str(bold))
