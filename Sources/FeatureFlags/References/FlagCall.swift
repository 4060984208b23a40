import GateModel

/// A function of a flag client that takes a flag's key.
struct FlagCall: Hashable {
  /// Where among the arguments the key is.
  enum KeyPlace: Hashable {
    /// At a place, or behind a label.
    case argument(Int)
    /// The first text among the first two: the user may come before it.
    case firstText
    /// Behind a label within what is passed, as in a request.
    case within
    /// Before a `:`, `=>` or `,` in the table that is passed: each is a key.
    case table
  }

  /// Where among the arguments the default is.
  enum DefaultPlace: Hashable {
    case none
    case afterKey
    case last
  }

  var client: FlagClient?
  var key: KeyPlace
  /// With fewer arguments it is another function of the same name.
  var minimumArguments: Int
  var type: FlagValueType?
  var codeDefault = DefaultPlace.none
  var isOverride = false

  init(
    _ client: FlagClient?, key: KeyPlace, atLeast minimumArguments: Int = 1, _ type: FlagValueType? = nil,
    codeDefault: DefaultPlace = .none, isOverride: Bool = false
  ) {
    self.client = client
    self.key = key
    self.minimumArguments = minimumArguments
    self.type = type
    self.codeDefault = codeDefault
    self.isOverride = isOverride
  }

  /// The calls that go by `name`.
  static func named(_ name: String) -> [FlagCall] { catalogue[name] ?? [] }

  /// The labels by which languages with named arguments call the key.
  static let keyLabels: Set<String> = [
    "key", "forKey", "flagKey", "flag_key", "featureKey", "feature_name", "featureName", "toggleName", "feature",
    "withID", "FlagKey", "Key", "flag", "feature_key", "gateName", "gate_name", "featureFlagName",
  ]

  /// The labels by which they call the default.
  static let defaultLabels: Set<String> = [
    "defaultValue", "default_value", "default", "fallback", "fallback_value", "fallbackValue", "defaultVal",
  ]

  private static let catalogue: [String: [FlagCall]] = {
    var calls: [String: [FlagCall]] = [:]
    for (name, call) in openFeature() + launchDarkly() + unleash() + vendors() + overrides() {
      calls[name, default: []].append(call)
    }
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
      let call = FlagCall(.openFeature, key: .argument(0), atLeast: 2, type, codeDefault: .afterKey)
      let go = FlagCall(.openFeature, key: .argument(1), atLeast: 3, type, codeDefault: .afterKey)
      for suffix in ["Value", "Details"] {
        calls += [("get\(name)\(suffix)", call), ("Get\(name)\(suffix)", call), ("Get\(name)\(suffix)Async", call)]
        calls += [("use\(name)Flag\(suffix)", call), ("useSuspense\(name)Flag\(suffix)", call)]
        let snake = "\(name.lowercased())_\(suffix.lowercased())"
        calls += [("get_\(snake)", call), ("get_\(snake)_async", call), ("fetch_\(snake)", call)]
      }
      calls += [("\(name)Value", go), ("\(name)ValueDetails", go)]
      calls.append((name, FlagCall(.openFeature, key: .argument(1), atLeast: 4, type, codeDefault: .afterKey)))
    }
    let any = FlagCall(.openFeature, key: .argument(0), atLeast: 2, codeDefault: .afterKey)
    return calls + ["useFlag", "useSuspenseFlag"].map { ($0, any) }
  }

  /// https://launchdarkly.com/docs/sdk/features/evaluating
  private static func launchDarkly() -> [(String, FlagCall)] {
    let any = FlagCall(.launchDarkly, key: .argument(0), codeDefault: .last)
    var calls = ["variation", "variationDetail", "variation_detail", "migration_variation"].map { ($0, any) }
    let kinds: [(String, FlagValueType?)] = [
      ("bool", .boolean), ("boolean", .boolean), ("string", .string), ("str", .string), ("int", .number),
      ("double", .number), ("float", .number), ("float64", .number), ("number", .number), ("json", nil),
      ("jsonValue", nil),
    ]
    for (kind, type) in kinds {
      let call = FlagCall(.launchDarkly, key: .argument(0), type, codeDefault: .last)
      let afterContext = FlagCall(.launchDarkly, key: .argument(1), atLeast: 3, type, codeDefault: .last)
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
    let toggle = FlagCall(.unleash, key: .argument(0))
    return [
      "isEnabled", "IsEnabled", "is_enabled", "is_enabled?", "getVariant", "GetVariant", "get_variant", "useFlag",
      "useVariant",
    ].map { ($0, toggle) }
  }
}
