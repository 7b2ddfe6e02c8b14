from typing import get_args

import pytest

from disclosure_desk.readers.formats.dispatch import format_reader
from disclosure_desk.readers.formats.file_type import DocumentType
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.progress import ignore_progress


@pytest.mark.parametrize("file_type", get_args(DocumentType))
def test_each_type_has_a_reader_that_refuses_what_is_not_of_it(file_type):
    with pytest.raises(ReadError) as caught:
        list(format_reader(file_type)(b"\x01\x02\0\x03" * 99, ignore_progress))

    assert str(caught.value).count("。") == 1
