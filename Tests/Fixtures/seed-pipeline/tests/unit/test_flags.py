from data_practitioner.flags import FlagClient, load_definitions


def test_targeting_decides_by_environment():
    definitions = load_definitions()
    staging = FlagClient(definitions, {"environment": "staging"})
    production = FlagClient(definitions, {"environment": "production"})
    assert staging.get_integer_value("batch-size", 0) == 100
    assert production.get_integer_value("batch-size", 0) == 500


def test_an_unknown_flag_has_the_fallback():
    assert FlagClient({}, {}).get_boolean_value("none", True) is True
    assert FlagClient({}, {}).get_integer_value("none", 7) == 7


def test_a_switch_is_no_number():
    flag = {"state": "ENABLED", "variants": {"on": True}, "defaultVariant": "on"}
    assert FlagClient({"x": flag}, {}).get_integer_value("x", 7) == 7
