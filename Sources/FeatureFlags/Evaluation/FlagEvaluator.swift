package import GateModel

/// Says what a flag serves in a context: exactly for flagd, and for other formats as far as the definition alone tells it.
package struct FlagEvaluator: Sendable {
  /// One definition of a flag and the file that holds it.
  package struct Definition: Hashable, Sendable {
    package var flag: Flag
    package var file: FlagFile

    package init(_ flag: Flag, in file: FlagFile) {
      self.flag = flag
      self.file = file
    }
  }

  private let files: [FlagFile]
  /// Where each key is defined: the file, and the flag in it.
  private let places: [String: [(file: Int, flag: Int)]]
  private let bucketing: Bucketing
  private let timestamp: Int64

  /// - Parameters:
  ///   - files: the definition files.
  ///   - bucketing: how `fractional` chooses.
  ///   - timestamp: what `$flagd.timestamp` is, in seconds since 1970.
  package init(_ files: [FlagFile], bucketing: Bucketing = .current, timestamp: Int64) {
    self.files = files
    var places: [String: [(file: Int, flag: Int)]] = [:]
    for (number, file) in files.enumerated() {
      for (index, flag) in file.flags.enumerated() { places[flag.key, default: []].append((number, index)) }
    }
    self.places = places
    self.bucketing = bucketing
    self.timestamp = timestamp
  }

  /// The keys that are defined, each once, sorted.
  package var keys: [String] { places.keys.sorted() }

  /// The definitions of `key` that count in `environment`; without one, all.
  ///
  /// A file that only describes a flag counts where no other sets it.
  package func definitions(of key: String, in environment: String? = nil) -> [Definition] {
    var found: [Definition] = []
    for (number, index) in places[key] ?? [] {
      let file = files[number]
      if ExactText.areEqual(file.flags[index].key, key) { found.append(.init(file.flags[index], in: file)) }
    }
    if found.contains(where: { !$0.flag.states.isEmpty }) { found.removeAll(where: \.flag.states.isEmpty) }
    guard let environment else { return found }
    let own = found.filter { definition in
      definition.file.environment == environment || definition.flag.states.contains { $0.environment == environment }
    }
    if !own.isEmpty { return own }
    return found.filter { definition in
      definition.file.environment == nil
        && (definition.flag.states.isEmpty || definition.flag.states.contains { $0.environment == nil })
    }
  }

  /// What `definition` serves.
  ///
  /// - Parameters:
  ///   - context: an object of attributes; `targetingKey` among them. `$flagd` in it is replaced, as by flagd.
  ///   - type: the type that the code asks for; `nil` for whichever the flag has.
  package func evaluate(
    _ definition: Definition, context: FlagValue, environment: String? = nil, as type: FlagValueType? = nil
  ) -> FlagEvaluation {
    let (flag, file) = (definition.flag, definition.file)
    let empty = FlagEvaluation(flag.key, in: file.path, environment: environment ?? file.environment, .unknown)
    guard let state = flag.state(in: environment) ?? flag.state(in: file.environment) else { return empty }
    var evaluation = empty
    do throws(EvaluationFailure) {
      if file.format == .flagd {
        let chosen = try choose(flag, state, file, context)
        (evaluation.reason, evaluation.variant) = (chosen.reason, chosen.variant)
      } else {
        let known = Self.known(flag, state)
        (evaluation.reason, evaluation.outcome) = (known.reason, known.outcome)
        if case .variant(let name) = known.outcome { evaluation.variant = name }
        if known.reason == .unknown || known.reason == .split { return evaluation }
      }
      guard let name = evaluation.variant else { return evaluation }
      evaluation.value = try Self.value(of: name, flag, as: type)
    } catch {
      evaluation = empty
      evaluation.reason = .error
      evaluation.failure = error
    }
    return evaluation
  }

  private func choose(
    _ flag: Flag, _ state: FlagState, _ file: FlagFile, _ context: FlagValue
  ) throws(EvaluationFailure) -> (reason: FlagEvaluation.Reason, variant: String?) {
    guard state.isEnabled else { return (.disabled, nil) }
    let standard = state.defaultVariant.flatMap { $0.isEmpty ? nil : $0 }
    guard let targeting = state.targeting else { return (standard == nil ? .standard : .fixed, standard) }
    guard case .object = targeting else {
      throw EvaluationFailure(.parseError, "`targeting` is no rule")
    }
    var references = EvaluatorReferences(file.evaluators)
    var logic = JSONLogic(bucketing: bucketing)
    let data = Self.data(context, flag: flag.key, timestamp: timestamp)
    let result = try logic.apply(try references.resolved(targeting), data)
    switch result {
    case .null: return (.standard, standard)
    case .string(let name): return (.targetingMatch, name)
    case .boolean, .number: return (.targetingMatch, JavaScriptCoercion.text(result))
    case .list, .object:
      throw EvaluationFailure(.general, "the targeting gives a list or an object, which names no variant")
    }
  }

  /// The context as flagd hands it to the rule.
  private static func data(_ context: FlagValue, flag: String, timestamp: Int64) -> FlagValue {
    guard case .object(var members) = context else { return data(.object([]), flag: flag, timestamp: timestamp) }
    members.append(
      .init("$flagd", .object([.init("flagKey", .string(flag)), .init("timestamp", .number(Double(timestamp)))])))
    return .object(members)
  }

  private static func value(of name: String, _ flag: Flag, as type: FlagValueType?) throws(EvaluationFailure)
    -> FlagValue
  {
    guard let variant = flag.variants.last(where: { ExactText.areEqual($0.name, name) }), let value = variant.value,
      value != .null
    else {
      throw EvaluationFailure(
        .general,
        "`\(FlagFindings.shown(name))` is no variant of the flag; its variants are "
          + FlagFindings.list(flag.variants.map(\.name)))
    }
    if let type, value.type != type {
      throw EvaluationFailure(
        .typeMismatch, "variant `\(FlagFindings.shown(name))` is no \(type.rawValue)")
    }
    return value
  }

  /// What everybody gets, where that does not depend on the context.
  private static func known(_ flag: Flag, _ state: FlagState) -> (reason: FlagEvaluation.Reason, outcome: FlagOutcome) {
    guard state.isEnabled else { return known(state.disabled, .disabled) }
    guard flag.prerequisites.isEmpty else { return (.unknown, .unknown) }
    for branch in state.branches {
      switch branch.condition {
      case .never: continue
      case .depends: return (.unknown, .unknown)
      case .always: return known(branch.outcome, .targetingMatch)
      }
    }
    return known(state.fallback.value, state.branches.isEmpty ? .fixed : .standard)
  }

  private static func known(
    _ outcome: FlagOutcome, _ reason: FlagEvaluation.Reason
  ) -> (reason: FlagEvaluation.Reason, outcome: FlagOutcome) {
    switch outcome {
    case .variant, .codeDefault: return (reason, outcome)
    case .split:
      let variants = outcome.variants
      return variants.count == 1 ? (reason, .variant(variants[0])) : (.split, outcome)
    case .unknown: return (.unknown, outcome)
    }
  }
}
