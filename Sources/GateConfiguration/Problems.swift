import DocumentTree
import GateModel

/// Collects what is wrong while values are read, so that one run reports everything. Each reader returns `nil` after it has
/// reported why.
struct Problems {
  private(set) var errors: [ConfigurationError] = []
  private var known: Set<ConfigurationError> = []

  /// Comparing names costs their lengths multiplied, so it is done for names of a sane length, the first of them, and for
  /// the first errors only: those that are shown.
  private enum Limit {
    static let nameLength = 100
    static let names = 1000
    static let suggestions = 50
  }

  mutating func report(_ reason: ConfigurationError.Reason, at position: SourcePosition, suggestion: String? = nil) {
    let error = ConfigurationError(reason, at: position, suggestion: suggestion)
    // A mistake in a shared mapping is met once for each check that uses it.
    if known.insert(error).inserted { errors.append(error) }
  }

  /// The one of `names` that `name` was probably meant to be.
  func nearest(to name: String, among names: some Sequence<String>) -> String? {
    guard name.utf8.count <= Limit.nameLength, errors.count < Limit.suggestions else { return nil }
    return NearestName.match(for: name, among: names.prefix(Limit.names).filter { $0.utf8.count <= Limit.nameLength })
  }

  /// Reports a name that is none of `known`, with the nearest of them.
  mutating func reportUnknown(_ what: String, _ name: String, at position: SourcePosition, known: some Sequence<String>)
  {
    report(
      .unknownName(what: what, name: name), at: position, suggestion: nearest(to: name, among: known))
  }

  mutating func wrongType(_ key: String, _ expected: String, _ node: DocumentNode, hint: String = "") {
    report(.wrongType(key: key, expected: expected, found: node.kindInWords + hint), at: node.start)
  }

  // MARK: - Scalars

  /// A string that is not empty.
  mutating func string(_ key: String, _ node: DocumentNode, expected: String = "a string") -> String? {
    guard let text = node.string else {
      let isScalar = node.scalarText?.isEmpty == false
      wrongType(key, expected, node, hint: isScalar ? "; put it in quotes" : "")
      return nil
    }
    if text.utf8.contains(0) {
      report(.invalidValue(key: key, problem: "a NUL character cannot be part of it"), at: node.start)
      return nil
    }
    if text.utf8.allSatisfy({ $0 == 0x20 || (0x09...0x0d).contains($0) }) {
      report(.invalidValue(key: key, problem: "it is empty"), at: node.start)
      return nil
    }
    return text
  }

  mutating func boolean(_ key: String, _ node: DocumentNode) -> Bool? {
    if case .plain(let text) = node.content, case .boolean(let value) = ScalarKind(plain: text) { return value }
    wrongType(key, "true or false", node)
    return nil
  }

  mutating func integer(_ key: String, _ node: DocumentNode, in range: ClosedRange<Int>) -> Int? {
    guard case .plain(let text) = node.content, ScalarKind(plain: text) == .number else {
      wrongType(key, "a whole number", node)
      return nil
    }
    guard let value = Int(text), range.contains(value) else {
      report(
        .invalidValue(key: key, problem: "expected a whole number from \(range.lowerBound) to \(range.upperBound)"),
        at: node.start)
      return nil
    }
    return value
  }

  /// One of the raw values of an enumeration.
  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, _ node: DocumentNode, as what: String
  ) -> Choice? where Choice.RawValue == String {
    guard let text = string(key, node) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    reportUnknown(what, text, at: node.start, known: Choice.allCases.map(\.rawValue))
    return nil
  }

  // MARK: - Lists

  /// The nodes of a list, or the node itself where a single string may stand for a list of one.
  mutating func items(_ key: String, _ node: DocumentNode, allowsOne: Bool) -> [DocumentNode]? {
    if case .sequence(let items) = node.content { return items }
    if allowsOne, node.string != nil { return [node] }
    wrongType(key, allowsOne ? "a string or a list of strings" : "a list of strings", node)
    return nil
  }

  /// A list of strings; what is wrong with one of them does not hide the others.
  mutating func strings(_ key: String, _ node: DocumentNode, allowsOne: Bool = true) -> [String]? {
    guard let items = items(key, node, allowsOne: allowsOne) else { return nil }
    return items.compactMap { string(key, $0) }
  }

  /// A list of arguments: numbers and truth values stand for themselves.
  mutating func arguments(_ key: String, _ node: DocumentNode) -> [String]? {
    guard let items = items(key, node, allowsOne: false) else { return nil }
    return items.compactMap { (item) -> String? in
      if case .plain(let text) = item.content, !text.isEmpty, ScalarKind(plain: text) != .null { return text }
      if case .string("") = item.content { return "" }
      return string(key, item)
    }
  }

  mutating func patterns(_ key: String, _ node: DocumentNode) -> [PathPattern]? {
    guard let items = items(key, node, allowsOne: true) else { return nil }
    return items.compactMap { (item) -> PathPattern? in
      guard let text = string(key, item) else { return nil }
      do throws(PathPattern.SyntaxError) {
        return try PathPattern(text)
      } catch {
        report(
          .invalidPattern(text, problem: error.message), at: item.position(ofByte: error.offset, in: text))
        return nil
      }
    }
  }

  mutating func types(_ key: String, _ node: DocumentNode) -> Set<FileType>? {
    guard let items = items(key, node, allowsOne: true) else { return nil }
    var types: Set<FileType> = []
    for item in items {
      guard let name = string(key, item) else { continue }
      if let type = FileType(named: name) {
        types.insert(type)
      } else {
        reportUnknown("file type", name, at: item.start, known: FileType.allNames)
      }
    }
    return types
  }
}

extension DocumentNode {
  /// Where the byte at `offset` of the scalar's text stands, as far as that can be told: exactly where the scalar is on one
  /// line and has no escapes, else its start.
  func position(ofByte offset: Int, in text: String) -> SourcePosition {
    let width = text.unicodeScalars.count
    guard start.line == end.line else { return start }
    let before = String(decoding: text.utf8.prefix(offset), as: UTF8.self).unicodeScalars.count
    switch end.column - start.column - width {
    case 0: return SourcePosition(line: start.line, column: start.column + before)
    case 2: return SourcePosition(line: start.line, column: start.column + 1 + before)
    default: return start
    }
  }
}
