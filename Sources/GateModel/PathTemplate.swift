/// A pattern for paths in which `{name}` stands for a part that another pattern repeats: `src/{dir}/{name}.rb`.
///
/// `*`, `?` and `{anything}` stay within a component, `**` stands for any number of directories, and so does `{dir}`, a whole
/// component.
package struct PathTemplate: Hashable, Sendable {
  enum Part: Hashable, Sendable {
    case byte(UInt8)
    /// `?`
    case one
    /// `*`, or a placeholder by its number.
    case run(Int?)
    /// Whole components, each with the slash behind it: `**/`, or `{dir}/`.
    case directories(Int?)
    /// `**` at the end.
    case rest
  }

  package let text: String
  /// The names between braces, each once, in the order of the text.
  package let placeholders: [String]
  let parts: [Part]

  /// More would make a match slow.
  private static let variableLimit = 8

  /// - Returns: `nil` where ``problem(of:)`` says why.
  package init?(_ text: String) {
    guard Self.problem(of: text) == nil, let parsed = Self.parse(text) else { return nil }
    self.text = text
    (parts, placeholders) = parsed
  }

  /// What is wrong with `text`, `nil` where nothing is.
  package static func problem(of text: String) -> String? {
    let components = text.split(separator: "/", omittingEmptySubsequences: false)
    if text.isEmpty || components.contains("") || components.contains("..") || components.contains(".") {
      return "expected a path below the repository, without `.` and `..`"
    }
    guard let parsed = parse(text) else {
      return "each { needs a name of letters and digits and a }, and `{dir}` is a component of its own, not the last"
    }
    let variables = parsed.parts.count { if case .byte = $0 { false } else { true } }
    return variables > variableLimit ? "it has more than \(variableLimit) placeholders and wildcards" : nil
  }

  private static func parse(_ text: String) -> (parts: [Part], placeholders: [String])? {
    var parts: [Part] = []
    var names: [String] = []
    func number(_ name: String) -> Int {
      if let known = names.firstIndex(of: name) { return known }
      names.append(name)
      return names.count - 1
    }
    let components = text.split(separator: "/", omittingEmptySubsequences: false)
    for (place, component) in components.enumerated() {
      let isLast = place == components.count - 1
      if component == "**" {
        parts.append(isLast ? .rest : .directories(nil))
        continue
      }
      if component == "{dir}", !isLast {
        parts.append(.directories(number("dir")))
        continue
      }
      var rest = component.utf8[...]
      while let byte = rest.popFirst() {
        switch byte {
        case UInt8(ascii: "*"): parts.append(.run(nil))
        case UInt8(ascii: "?"): parts.append(.one)
        case UInt8(ascii: "{"):
          guard let end = rest.firstIndex(of: UInt8(ascii: "}")) else { return nil }
          let name = String(Substring(rest[..<end]))
          let isName =
            !name.isEmpty
            && name.utf8.allSatisfy {
              $0 == 0x5F || $0 < 0x80 && Character(Unicode.Scalar($0)).isLetter || (0x30...0x39).contains($0)
            }
          guard isName, name != "dir" else { return nil }
          parts.append(.run(number(name)))
          rest = rest[rest.index(after: end)...]
        case UInt8(ascii: "}"): return nil
        default: parts.append(.byte(byte))
        }
      }
      if !isLast { parts.append(.byte(UInt8(ascii: "/"))) }
    }
    return (parts, names)
  }
}

// MARK: - Matching

extension PathTemplate {
  private static let matchLimit = 16
  private static let stepLimit = 100_000

  /// Whether `path` fits.
  package func matches(_ path: RepositoryPath) -> Bool { !values(in: path, limit: 1).isEmpty }

  /// What the placeholders stand for in `path`, in the order of ``placeholders``: each way in which it fits, sixteen at most.
  package func values(in path: RepositoryPath) -> [[[UInt8]]] { values(in: path, limit: Self.matchLimit) }

  private func values(in path: RepositoryPath, limit: Int) -> [[[UInt8]]] {
    var match = Match(bytes: Array(path.bytes), parts: parts, limit: limit, steps: Self.stepLimit)
    match.run(0, 0, Array(repeating: nil, count: placeholders.count))
    return match.found
  }

  private struct Match {
    let bytes: [UInt8]
    let parts: [Part]
    let limit: Int
    var steps: Int
    var found: [[[UInt8]]] = []

    mutating func run(_ part: Int, _ start: Int, _ values: [ArraySlice<UInt8>?]) {
      var part = part
      var start = start
      while part < parts.count, case .byte(let byte) = parts[part] {
        guard start < bytes.count, bytes[start] == byte else { return }
        part += 1
        start += 1
      }
      steps -= 1
      guard steps > 0, found.count < limit else { return }
      guard part < parts.count else {
        if start == bytes.count { found.append(values.map { Array($0 ?? []) }) }
        return
      }
      switch parts[part] {
      case .byte: return
      case .one: if start < bytes.count, bytes[start] != UInt8(ascii: "/") { run(part + 1, start + 1, values) }
      case .rest: if start < bytes.count { run(part + 1, bytes.count, values) }
      case .run(let name):
        // A placeholder is not empty, a `*` may be.
        var end = name == nil ? start : start + 1
        let limit = bytes[start...].firstIndex(of: UInt8(ascii: "/")) ?? bytes.count
        while end <= limit {
          take(name, bytes[start..<end], part, end, values)
          end += 1
        }
      case .directories(let name):
        take(name, bytes[start..<start], part, start, values)
        var end = start
        while let slash = bytes[end...].firstIndex(of: UInt8(ascii: "/")) {
          end = slash + 1
          take(name, bytes[start..<end], part, end, values)
        }
      }
    }

    private mutating func take(
      _ name: Int?, _ value: ArraySlice<UInt8>, _ part: Int, _ end: Int, _ values: [ArraySlice<UInt8>?]
    ) {
      guard let name else { return run(part + 1, end, values) }
      if let known = values[name], !known.elementsEqual(value) { return }
      var values = values
      values[name] = value
      run(part + 1, end, values)
    }
  }
}
