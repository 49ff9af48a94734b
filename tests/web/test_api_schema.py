"""The API holds what its schema promises, whatever is asked: schemathesis tries."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable

from redshank.web import WebSettings, create_app
from tests.web.told import keep_told

FEW = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
HOST = {"Host": "localhost"}


@pytest.fixture(scope="module")
def api(tmp_path_factory):
    path = tmp_path_factory.mktemp("schema") / "told.db"
    keep_told(path, weeks=3).close()
    app = create_app(str(path), WebSettings())
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=HOST)


def operations(api):
    """All operations of the schema."""
    return [result.ok() for result in api.get_all_operations()]


@pytest.mark.parametrize("mode", ["positive", "negative"])
def test_the_api_holds_its_schema(api, mode):
    for operation in operations(api):

        @FEW
        @given(case=operation.as_strategy(generation_mode=schemathesis.GenerationMode(mode)))
        def holds(case):
            case.call_and_validate(headers=HOST)

        try:
            holds()
        except Unsatisfiable:
            assert not any(operation.query), "only an operation without parameters cannot be asked wrongly"


def test_every_operation_is_described(api):
    found = [one for path in api.raw_schema["paths"].values() for one in path.values()]
    assert all(one["summary"] and one["operationId"] for one in found)
    names = [one["operationId"] for one in found]
    assert len(names) == len(set(names))
