/// A function of a flag client that takes a flag's key.
struct FlagCall: Hashable {
  let client: FlagClient
  /// The place of the key among the arguments, where it has no label.
  let keyIndex: Int
  /// With fewer arguments it is another function of the same name.
  let minimumArguments: Int
  let type: FlagValueType?

  /// The calls that go by `name`.
  static func named(_ name: String) -> [FlagCall] { catalogue[name] ?? [] }

  /// The labels by which languages with named arguments call the key.
  static let keyLabels: Set<String> = [
    "key", "forKey", "flagKey", "flag_key", "featureKey", "feature_name", "featureName", "toggleName",
  ]

  private static let catalogue: [String: [FlagCall]] = {
    var calls: [String: [FlagCall]] = [:]
    for (name, call) in openFeature() + launchDarkly() + unleash() { calls[name, default: []].append(call) }
    return calls
  }()

  private static let types: [(name: String, type: FlagValueType)] = [
    ("Boolean", .boolean), ("Bool", .boolean), ("String", .string), ("Number", .number), ("Integer", .number),
    ("Int", .number), ("Double", .number), ("Float", .number), ("Object", .object), ("Struct", .object),
  ]

  /// The evaluation API of the specification as each SDK spells it (https://openfeature.dev/docs/reference/sdks/).
  private static func openFeature() -> [(String, FlagCall)] {
    var calls: [(String, FlagCall)] = []
    for (name, type) in types {
      let call = FlagCall(client: .openFeature, keyIndex: 0, minimumArguments: 2, type: type)
      let go = FlagCall(client: .openFeature, keyIndex: 1, minimumArguments: 3, type: type)
      for suffix in ["Value", "Details"] {
        calls += [("get\(name)\(suffix)", call), ("Get\(name)\(suffix)", call), ("Get\(name)\(suffix)Async", call)]
        calls += [("use\(name)Flag\(suffix)", call), ("useSuspense\(name)Flag\(suffix)", call)]
        let snake = "\(name.lowercased())_\(suffix.lowercased())"
        calls += [("get_\(snake)", call), ("get_\(snake)_async", call), ("fetch_\(snake)", call)]
      }
      calls += [("\(name)Value", go), ("\(name)ValueDetails", go)]
      calls.append((name, FlagCall(client: .openFeature, keyIndex: 1, minimumArguments: 4, type: type)))
    }
    let any = FlagCall(client: .openFeature, keyIndex: 0, minimumArguments: 2, type: nil)
    return calls + ["useFlag", "useSuspenseFlag"].map { ($0, any) }
  }

  /// https://launchdarkly.com/docs/sdk/features/evaluating
  private static func launchDarkly() -> [(String, FlagCall)] {
    let any = FlagCall(client: .launchDarkly, keyIndex: 0, minimumArguments: 1, type: nil)
    var calls = ["variation", "variationDetail", "variation_detail", "migration_variation"].map { ($0, any) }
    let kinds: [(String, FlagValueType?)] = [
      ("bool", .boolean), ("boolean", .boolean), ("string", .string), ("str", .string), ("int", .number),
      ("double", .number), ("float", .number), ("float64", .number), ("number", .number), ("json", nil),
      ("jsonValue", nil),
    ]
    for (kind, type) in kinds {
      let call = FlagCall(client: .launchDarkly, keyIndex: 0, minimumArguments: 1, type: type)
      let afterContext = FlagCall(client: .launchDarkly, keyIndex: 1, minimumArguments: 3, type: type)
      let pascal = kind == "json" ? "JSON" : kind.prefix(1).uppercased() + kind.dropFirst()
      for suffix in ["", "Detail"] {
        calls += [("\(kind)Variation\(suffix)", call), ("\(pascal)Variation\(suffix)", call)]
        calls += [("use\(pascal)Variation\(suffix)", call), ("\(pascal)Variation\(suffix)Ctx", afterContext)]
      }
      // Rust takes the context first.
      calls += [("\(kind)_variation", afterContext), ("\(kind)_variation_detail", afterContext)]
    }
    return calls
  }

  /// https://docs.getunleash.io/sdks
  private static func unleash() -> [(String, FlagCall)] {
    let toggle = FlagCall(client: .unleash, keyIndex: 0, minimumArguments: 1, type: nil)
    return [
      "isEnabled", "IsEnabled", "is_enabled", "is_enabled?", "getVariant", "GetVariant", "get_variant", "useFlag",
      "useVariant",
    ].map { ($0, toggle) }
  }
}
