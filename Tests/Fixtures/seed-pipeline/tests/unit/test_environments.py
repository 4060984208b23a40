import pytest

from data_practitioner import environments


def test_the_three_environments_have_a_file_each():
    assert environments.names() == ["development", "production", "staging"]


@pytest.mark.parametrize("name", environments.names())
def test_every_environment_can_be_read(name):
    assert environments.load(name).pool_size > 0


def test_only_development_is_for_debugging():
    debugging = [name for name in environments.names() if environments.load(name).debug]
    assert debugging == ["development"]


def test_a_file_of_another_name_is_refused(tmp_path):
    (tmp_path / "qa.yml").write_text("environment: staging\n")
    with pytest.raises(ValueError, match="describes staging"):
        environments.load("qa", tmp_path)
