import DocumentTree

/// The entries of a mapping by key, after unknown and repeated keys were reported.
struct Fields {
  /// Where the mapping stands.
  let position: SourcePosition
  /// `check "x"`, `preset "x"`, or `nil` at the top.
  let place: String?
  private let entries: [String: DocumentNode.Entry]

  /// `nil`, with the reason reported, where `node` is no mapping. `known` are the keys that may be there; `isFree` says
  /// which others nobody looks at.
  init?(
    _ node: DocumentNode, place: String?, named name: String, known: [String], problems: inout Problems,
    isFree: (String) -> Bool = { _ in false }
  ) {
    guard let list = problems.entries(name, node) else { return nil }
    var entries: [String: DocumentNode.Entry] = [:]
    for entry in list {
      guard let key = entry.key.scalarText else { continue }
      if known.contains(key) {
        entries[key] = entry
      } else if !isFree(key) {
        problems.report(
          .unknownKey(key, place: place), at: entry.key.start, suggestion: problems.nearest(to: key, among: known))
      }
    }
    self.entries = entries
    self.place = place
    position = node.start
  }

  subscript(key: String) -> DocumentNode? { entries[key]?.value }

  /// The key itself, for its position.
  func key(_ key: String) -> DocumentNode? { entries[key]?.key }

  /// The value of a key that must be there.
  func required(_ key: String, _ problems: inout Problems) -> DocumentNode? {
    if let value = self[key] { return value }
    problems.report(.missingKey(quoted(key), place: place), at: position)
    return nil
  }
}

extension Problems {
  /// The entries of a mapping, merge keys resolved, each key once: the first of several, the others reported.
  mutating func entries(_ key: String, _ node: DocumentNode) -> [DocumentNode.Entry]? {
    let list: [DocumentNode.Entry]
    do {
      guard let entries = try node.mergedEntries() else {
        wrongType(key, "a mapping", node)
        return nil
      }
      list = entries
    } catch {
      report(.syntax(error.message), at: error.position)
      return nil
    }
    var lines: [String: Int] = [:]
    return list.filter { entry in
      guard let name = entry.key.scalarText else {
        report(.wrongType(key: key, expected: "a string as key", found: entry.key.kindInWords), at: entry.key.start)
        return false
      }
      if let line = lines.updateValue(lines[name] ?? entry.key.start.line, forKey: name) {
        report(.duplicateKey(name, firstLine: line), at: entry.key.start)
        return false
      }
      return true
    }
  }
}
