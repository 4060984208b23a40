import GateModel

/// What a check's tools read that no key of it names, and how to declare it.
struct TraceSection {
  private static let mostPaths = 10

  let finding: FindingText
  let style: TerminalStyle

  /// The lines for one check, none where it was not traced.
  func lines(_ check: CheckReport) -> [String] {
    guard let trace = check.trace else { return [] }
    let name = style.paint("trace of \(TerminalText.safe(check.check.name)):", .bold)
    let problem = trace.problem.map { TerminalText.lines($0).joined(separator: " ") }
    if let problem, trace.places.isEmpty { return ["\(name) \(problem)"] }
    if trace.places.isEmpty { return ["\(name) its tools read nothing that its inputs do not name"] }
    var lines = [name + " " + summary(trace)]
    for kind in ToolTrace.Place.Kind.allCases {
      let paths = trace.paths(kind)
      if paths.isEmpty { continue }
      lines.append("  " + style.paint(Self.title(of: kind), .dim))
      lines += bounded(paths, kind).map { "    " + $0 }
    }
    if let problem { lines.append("  " + style.paint(problem, .yellow)) }
    let declared = trace.paths(.tracked)
    if !declared.isEmpty {
      let names = declared.prefix(Self.mostPaths).map { Self.pattern($0) }.joined(separator: ", ")
      let more = declared.count > Self.mostPaths ? ", …" : ""
      lines += finding.labelled("help: ", "to declare them: `inputs: [\(names)\(more)]`", ink: .cyan, indent: 2)
    }
    return lines
  }

  private func summary(_ trace: ToolTrace) -> String {
    let count = trace.places.count { $0.kind != .absent && $0.kind != .outsideAbsent }
    let absent = trace.places.count - count
    return Wording.list(
      count > 0 ? "\(Wording.count(count, "place")) read that no input names" : nil,
      absent > 0 ? "\(Wording.count(absent, "file")) looked for in vain" : nil)
  }

  private static func title(of kind: ToolTrace.Place.Kind) -> String {
    switch kind {
    case .tracked: "tracked files:"
    case .untracked: "files that git does not track, so that no key can name them (track them, or say `cache: false`):"
    case .listed: "directories whose names were read (`inputs: [\"DIRECTORY/**\"]`):"
    case .absent: "not there, and an input from the day on which they are (`inputs:` may name them now):"
    case .history: "git's own data, which no key can name (`cache: false`):"
    case .outside: "outside of the repository, where no key looks (keep such settings in the repository):"
    case .outsideAbsent: "in the home directory, not there:"
    }
  }

  private func bounded(_ paths: [RepositoryPath], _ kind: ToolTrace.Place.Kind) -> [String] {
    // What is looked for in vain is looked for under many names in few places.
    let isGrouped = kind == .absent || kind == .outsideAbsent
    let texts = isGrouped ? grouped(paths) : paths.map { $0.bytes.isEmpty ? "." : TerminalText.safe($0.description) }
    let left = texts.count - Self.mostPaths
    if left <= 1 { return texts }
    return texts.prefix(Self.mostPaths) + ["\(style.symbols.ellipsis) and \(left) more; --format json lists all"]
  }

  private func grouped(_ paths: [RepositoryPath]) -> [String] {
    let groups = Dictionary(grouping: paths) { $0.parent ?? RepositoryPath(bytes: []) }
    return groups.sorted { $0.key < $1.key }.map { directory, paths in
      let names = paths.prefix(Self.mostPaths).map { path in
        TerminalText.safe(RepositoryPath(bytes: path.name).description)
      }
      let left = paths.count - names.count
      let place = directory.bytes.isEmpty ? "" : TerminalText.safe(directory.description) + "/: "
      return place + names.joined(separator: ", ") + (left > 0 ? " and \(left) more" : "")
    }
  }

  /// A path as a pattern in a YAML list: quoted where it holds what would mean something else.
  private static func pattern(_ path: RepositoryPath) -> String {
    let plain = path.bytes.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "/"):
        true
      default: false
      }
    }
    // A name without `/` is a pattern for any directory: that it lies in the root must be said.
    let rooted = path.bytes.contains(UInt8(ascii: "/")) ? "" : "/"
    let text = rooted + TerminalText.safe(path.description)
    return plain
      ? text : "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }
}
