import numpy as np
import pytest

from redshank.errors import InputError, UsageError
from redshank.forecasting.graph import graph_of, read_facts, read_graph


def test_every_fact_is_told_from_both_sides():
    graph = graph_of(np.array([[0, 1, 2, 0]]))
    rows = set(zip(graph.subject.tolist(), graph.relation.tolist(), graph.object.tolist(), strict=True))
    assert rows == {(0, 1, 2), (2, 1 + graph.relations, 0)}


def test_before_leaves_out_the_moment_itself():
    graph = graph_of(np.array([[0, 0, 1, 0], [0, 0, 1, 1], [0, 0, 1, 2]]))
    assert graph.before(1).step.max() == 0


def test_hours_become_steps_and_further_columns_are_ignored(tmp_path):
    (tmp_path / "train.txt").write_text("0\t0\t1\t0\t-1\n1\t0\t0\t24\t-1\n", encoding="utf-8")
    (tmp_path / "valid.txt").write_text("0\t0\t1\t72\t-1\n", encoding="utf-8")
    graph, first = read_graph(tmp_path, "valid")
    assert first == 3
    assert sorted(set(graph.step.tolist())) == [0, 1, 3]


def test_valid_belongs_to_the_history_of_test(tmp_path):
    for number, split in enumerate(("train", "valid", "test")):
        (tmp_path / f"{split}.txt").write_text(f"0\t0\t1\t{number}\n", encoding="utf-8")
    graph, first = read_graph(tmp_path, "test")
    assert (first, len(graph.step)) == (2, 6)
    (tmp_path / "valid.txt").unlink()
    assert len(read_graph(tmp_path, "test")[0].step) == 4


@pytest.mark.parametrize("line", ["a\tb\tc\td", "1\t2", "-1\t0\t0\t0", "0\t0\t99999999999\t0"])
def test_a_line_out_of_layout_is_named(tmp_path, line):
    path = tmp_path / "train.txt"
    path.write_text(f"0\t0\t1\t0\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"train.txt:2"):
        read_facts(path)


def test_a_folder_without_graph_and_an_unknown_split_are_usage_errors(tmp_path):
    with pytest.raises(UsageError):
        read_graph(tmp_path, "test")
    with pytest.raises(UsageError, match="dev"):
        read_graph(tmp_path, "dev")
