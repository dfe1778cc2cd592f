import pytest

from tests.core.check.rules.desk import Desk


@pytest.fixture
def desk() -> Desk:
    """A finished set of three competencies; a test changes what it is about."""
    return Desk()
