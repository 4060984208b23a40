import GateModel

/// The calls of clients whose makers have one API in all languages, and those by which tests set flags.
extension FlagCall {
  private typealias Named = (String, FlagCall)

  static func vendors() -> [(String, FlagCall)] {
    flagsmith() + growthBook() + goFeatureFlag() + flipt() + devCycle() + postHog() + statsig() + configCat()
  }

  /// https://docs.flagsmith.com/clients/
  private static func flagsmith() -> [Named] {
    let isOn = FlagCall(.flagsmith, key: .argument(0), .boolean)
    let value = FlagCall(.flagsmith, key: .argument(0))
    return [
      "is_feature_enabled", "isFeatureEnabled", "IsFeatureEnabled", "has_feature", "hasFeature", "HasFeature",
      "hasFeatureFlag", "HasFeatureFlag",
    ].map { ($0, isOn) }
      + [
        "get_value", "getValue", "get_feature_value", "getFeatureValue", "GetFeatureValue", "getValueForFeature",
        "get_feature_value_as_string", "getFlag", "get_flag", "GetFlag",
      ].map { ($0, value) }
  }

  /// https://docs.growthbook.io/lib/
  private static func growthBook() -> [Named] {
    let isOn = FlagCall(.growthBook, key: .argument(0), .boolean)
    let value = FlagCall(.growthBook, key: .argument(0), atLeast: 2, codeDefault: .afterKey)
    let feature = FlagCall(.growthBook, key: .argument(0))
    return ["isOn", "isOff", "IsOn", "IsOff", "is_on", "is_off", "on?", "off?", "useFeatureIsOn", "useFeatureIsOff"].map
    {
      ($0, isOn)
    }
      + [
        "getFeatureValue", "get_feature_value", "GetFeatureValue", "feature_value", "useFeatureValue", "getValue",
        "GetValue",
      ].map { ($0, value) }
      + ["evalFeature", "eval_feature", "useFeature"].map { ($0, feature) }
      + [("EvalFeature", FlagCall(.growthBook, key: .argument(1), atLeast: 2))]
  }

  /// https://gofeatureflag.org/docs/sdk/server_providers/go
  private static func goFeatureFlag() -> [Named] {
    let types: [(String, FlagValueType?)] = [
      ("Bool", .boolean), ("Int", .number), ("Float64", .number), ("String", .string), ("JSON", .object),
      ("JSONArray", nil), ("Raw", nil),
    ]
    return types.flatMap { name, type in
      ["Variation", "VariationDetails"].map { suffix in
        (name + suffix, FlagCall(.goFeatureFlag, key: .argument(0), atLeast: 3, type, codeDefault: .last))
      }
    }
  }

  /// https://docs.flipt.io/v2/integration/server/rest and https://docs.flipt.io/v2/integration/client
  private static func flipt() -> [Named] {
    var calls: [Named] = []
    for (name, type) in [("Boolean", FlagValueType.boolean), ("Variant", .string)] {
      let place = FlagCall(.flipt, key: .argument(0), atLeast: 2, type)
      let request = FlagCall(.flipt, key: .within, type)
      let lower = name.lowercased()
      calls.append(("Evaluate\(name)", FlagCall(.flipt, key: .argument(1), atLeast: 3, type)))
      for method in ["evaluate\(name)", "evaluate_\(lower)"] { calls += [(method, request), (method, place)] }
      calls += [(lower, request), (name, request), ("Evaluate\(name)", request), ("Evaluate\(name)Async", place)]
    }
    let builder = FlagCall(.flipt, key: .argument(0))
    return calls + [("flagKey", builder), ("flag_key", builder)]
      + [("GetFlag", FlagCall(.flipt, key: .within)), ("getFlag", FlagCall(.flipt, key: .argument(1), atLeast: 2))]
  }

  /// https://docs.devcycle.com/sdk/
  private static func devCycle() -> [Named] {
    let value = FlagCall(.devCycle, key: .firstText, atLeast: 2, codeDefault: .last)
    return [
      "variable", "variableValue", "variable_value", "Variable", "VariableValue", "VariableAsync", "VariableValueAsync",
      "useVariable", "useVariableValue", "getVariableValue", "getVariable",
    ].map { ($0, value) }
  }

  /// https://posthog.com/docs/libraries
  private static func postHog() -> [Named] {
    let isOn = FlagCall(.postHog, key: .argument(0), .boolean)
    let value = FlagCall(.postHog, key: .argument(0))
    let request = FlagCall(.postHog, key: .within)
    return [
      "isFeatureEnabled", "is_feature_enabled", "feature_enabled", "useFeatureFlagEnabled", "IsFeatureEnabledAsync",
    ].map { ($0, isOn) }
      + [
        "getFeatureFlag", "get_feature_flag", "getFeatureFlagPayload", "get_feature_flag_payload",
        "useFeatureFlagPayload", "useFeatureFlagVariantKey", "GetFeatureFlagAsync", "onFeatureFlag",
      ].map { ($0, value) } + ["IsFeatureEnabled", "GetFeatureFlag", "GetFeatureFlagPayload"].map { ($0, request) }
  }

  /// https://docs.statsig.com/sdks/getting-started
  private static func statsig() -> [Named] {
    let gate = FlagCall(.statsig, key: .firstText, .boolean)
    let value = FlagCall(.statsig, key: .firstText)
    return [
      "checkGate", "check_gate", "CheckGate", "checkGateSync", "useGate", "useGateValue", "useFeatureGate",
      "getFeatureGate", "get_feature_gate", "GetFeatureGate",
    ].map { ($0, gate) }
      + ["getDynamicConfig", "get_dynamic_config", "GetDynamicConfig", "useDynamicConfig"].map { ($0, value) }
  }

  /// https://configcat.com/docs/sdk-reference/overview/
  private static func configCat() -> [Named] {
    let value = FlagCall(.configCat, key: .argument(0), atLeast: 2, codeDefault: .afterKey)
    let typed: [(String, FlagValueType)] = [
      ("Bool", .boolean), ("String", .string), ("Int", .number), ("Float", .number),
    ]
    return [
      "getValue", "getValueAsync", "getValueDetails", "getValueDetailsAsync", "get_value", "get_value_details",
      "GetValue", "GetValueAsync", "GetValueDetailsAsync", "useFeatureFlag",
    ].map { ($0, value) }
      + typed.map { name, type in
        ("Get\(name)Value", FlagCall(.configCat, key: .argument(0), atLeast: 3, type, codeDefault: .afterKey))
      }
  }

  /// What sets flags for a test.
  static func overrides() -> [(String, FlagCall)] {
    let table = FlagCall(.openFeature, key: .table, isOverride: true)
    var calls = ["InMemoryProvider", "NewInMemoryProvider", "TestProvider", "OpenFeatureTestProvider"].map {
      ($0, table)
    }
    for client in FlagClient.allCases {
      calls += ["overrideFlag", "override_flag", "OverrideFlag", "setFlagOverride", "withFlag", "with_flag"].map {
        ($0, FlagCall(client, key: .argument(0), codeDefault: .afterKey, isOverride: true))
      }
    }
    // https://launchdarkly.com/docs/sdk/features/test-data-sources
    calls += ["flag", "Flag"].map { ($0, FlagCall(.launchDarkly, key: .argument(0), isOverride: true)) }
    calls += ["enable", "disable", "Enable", "Disable"].map {
      ($0, FlagCall(.unleash, key: .argument(0), isOverride: true))
    }
    calls += ["overrideGate", "override_gate", "OverrideGate"].map {
      ($0, FlagCall(.statsig, key: .argument(0), codeDefault: .afterKey, isOverride: true))
    }
    calls += ["setForcedFeatures", "setForcedVariations"].map {
      ($0, FlagCall(.growthBook, key: .table, isOverride: true))
    }
    return calls + [("localOverrides", FlagCall(.configCat, key: .table, isOverride: true))]
  }
}
