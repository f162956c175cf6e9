import pickle

import pytest

from extractor.errors import DamagedInput, ExtractorError, ModelUnusable


@pytest.mark.parametrize("kind", [ExtractorError, DamagedInput, ModelUnusable])
def test_an_error_passes_whole_from_process_to_process(kind):
    error = pickle.loads(pickle.dumps(kind("坏了", "a.pdf", "换一份")))
    assert type(error) is kind
    assert (error.what, error.where, error.todo, str(error)) == ("坏了", "a.pdf", "换一份", "a.pdf：坏了；换一份")
