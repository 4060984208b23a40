from data_practitioner import stories
from data_practitioner.documents import ROOT
from data_practitioner.flags import load_definitions


def test_every_story_names_tests_that_exist_and_flags_that_are_defined():
    flags = load_definitions()
    for story in stories.load():
        assert [test for test in story.tests if not (ROOT / test).is_file()] == []
        assert [flag for flag in story.flags if flag not in flags] == []


def test_a_change_belongs_to_the_stories_whose_paths_it_touches():
    known = stories.load()
    assert stories.touched(known, ["src/story-digest.js"]) == ["1.1"]
    assert stories.touched(known, ["README.md"]) == []
