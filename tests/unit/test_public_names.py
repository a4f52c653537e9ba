"""What each package gives to others is listed, can be imported, and changes only together with this list."""

import subprocess
import sys
from importlib import import_module

import pytest

PUBLIC = {
    "assistant": ["Answer", "Assistant", "Settings"],
    "assistant.evaluation": ["Prompt", "Report", "Result", "evaluate", "read_prompts"],
    "corpus": ["Article", "BriefingError", "CallError", "Evidence", "Query", "Scope", "WorkError"],
    "corpus.models": ["Embedder", "Reader", "Vectors", "embedder", "reader"],
    "corpus.reading": ["Tell", "Visit", "Web", "address_key", "feeds_in", "link_key", "parsers", "read"],
}


@pytest.mark.parametrize("name", PUBLIC)
def test_a_package_lists_its_public_names_and_has_them(name):
    package = import_module(name)
    assert package.__all__ == PUBLIC[name] == sorted(PUBLIC[name])
    assert all(getattr(package, public) is not None for public in package.__all__)


@pytest.mark.parametrize("name", ["assistant", "corpus"])
def test_a_name_that_is_not_there_is_an_ordinary_error(name):
    with pytest.raises(AttributeError, match="has no attribute 'Nothing'"):
        _ = import_module(name).Nothing


def test_to_import_the_packages_loads_neither_langchain_nor_chroma():
    heavy = ("langchain_core", "chromadb", "pydantic")
    code = f"import sys, assistant, corpus; print([m for m in {heavy} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=100)
    assert (run.stdout.strip(), run.stderr) == ("[]", "")
