package import DocumentTree

/// One thing that is wrong in gate.yml (or in a preset), with the place to go to.
package struct ConfigurationError: Error, Hashable, Sendable {
  /// What is wrong.
  package enum Reason: Hashable, Sendable {
    /// The text is no YAML.
    case syntax(String)
    /// `place` is `check "x"`, `preset "x"`, or `nil` at the top.
    case unknownKey(String, place: String?)
    /// The key is known, but only these kinds of check have it.
    case misplacedKey(String, kinds: [String], place: String?, kind: String)
    case duplicateKey(String, firstLine: Int)
    case missingKey(String, place: String?)
    case conflictingKeys(String, String, place: String?)
    case wrongType(key: String, expected: String, found: String)
    /// `what` is `hook`, `check`, `preset`, `kind`, `file type`, ….
    case unknownName(what: String, name: String)
    case listedTwice(check: String, hook: String)
    /// The checks need each other: the first of them again at the end.
    case circularNeeds([String])
    case invalidValue(key: String, problem: String)
    case invalidPattern(String, problem: String)
    /// A preset that comes with gate is not as it should be.
    case damagedPreset(String, problem: String)
  }

  package var reason: Reason
  package var position: SourcePosition
  /// The name that was probably meant.
  package var suggestion: String?

  package init(_ reason: Reason, at position: SourcePosition, suggestion: String? = nil) {
    self.reason = reason
    self.position = position
    self.suggestion = suggestion
  }

  /// Counted from 1.
  package var line: Int { position.line }
  /// Counted from 1, in Unicode scalars.
  package var column: Int { position.column }

  /// The reason and the suggestion, in one line, without the place.
  package var message: String {
    guard let suggestion else { return reason.message }
    return "\(reason.message); did you mean \(quoted(suggestion))?"
  }
}

extension ConfigurationError.Reason {
  /// The reason in words.
  var message: String {
    switch self {
    case .syntax(let problem): problem
    case .unknownKey(let key, let place): "unknown key \(quoted(key))\(inside(place))"
    case .misplacedKey(let key, let kinds, let place, let kind):
      "\(quoted(key)) belongs to \(kinds.map { "kind: \($0)" }.joined(separator: " and ")); "
        + "\(place ?? "this") is kind: \(kind)"
    case .duplicateKey(let key, let line): "\(quoted(key)) stands here a second time; the first is on line \(line)"
    case .missingKey(let key, nil): "\(key) is missing"
    case .missingKey(let key, let place): "\(key) is missing\(inside(place))"
    case .conflictingKeys(let first, let second, let place):
      "\(quoted(first)) and \(quoted(second)) exclude each other\(inside(place))"
    case .wrongType(let key, let expected, let found): "\(quoted(key)): expected \(expected), found \(found)"
    case .unknownName(let what, let name): "unknown \(what) \(quoted(name))"
    case .listedTwice(let check, let hook): "check \(quoted(check)) is listed twice in hook \(quoted(hook))"
    case .circularNeeds(let checks): circle(checks)
    case .invalidValue(let key, let problem): "\(quoted(key)): \(problem)"
    case .invalidPattern(let pattern, let problem): "\(quoted(pattern)) is no pattern: \(problem)"
    case .damagedPreset(let name, let problem): "preset \(quoted(name)) inside gate is damaged: \(problem)"
    }
  }

  /// A circle in words; of a long one the beginning.
  private func circle(_ checks: [String]) -> String {
    let shown = 5
    let names = checks.map(quoted)
    if names.count <= 2 { return "check \(names[0]) needs itself" }
    let links = names.dropFirst().prefix(shown).joined(separator: ", which needs ")
    return "check \(names[0]) needs \(links)" + (names.count > shown + 1 ? ", and so on in a circle" : "")
  }

  private func inside(_ place: String?) -> String { place.map { " in \($0)" } ?? "" }
}

/// `text` in quotes as a message shows it: bounded, and without control characters, which could steer a terminal.
func quoted(_ text: String) -> String {
  var shown = "\""
  for (index, scalar) in text.unicodeScalars.enumerated() {
    if index == 80 { return shown + "…\"" }
    switch scalar {
    case "\n": shown += "\\n"
    case "\t": shown += "\\t"
    case _ where scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format:
      shown += "\\u{\(String(scalar.value, radix: 16))}"
    default: shown.unicodeScalars.append(scalar)
    }
  }
  return shown + "\""
}
