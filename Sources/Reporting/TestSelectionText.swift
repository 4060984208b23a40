package import GateModel

/// The affected tests for a person, and for other programs' command lines.
package enum TestSelectionText {
  /// The affected tests of all groups, each once, one after the other: what is piped to a runner.
  ///
  /// - Parameters:
  ///   - directory: the paths are relative to it.
  ///   - isSeparatedByNUL: whether a NUL ends each path, which then is written as it is. Otherwise a line end does, and a path
  ///     that is no plain text is quoted as git quotes it (git-config(1), `core.quotePath=false`).
  package static func paths(
    _ report: TestSelectionReport, from directory: RepositoryPath, isSeparatedByNUL: Bool
  ) -> [UInt8] {
    var seen: Set<RepositoryPath> = []
    var bytes: [UInt8] = []
    for test in report.groups.lazy.flatMap(\.tests) where seen.insert(test.path).inserted {
      var path = test.path.seen(from: directory)
      // A runner would take it for an option.
      if path.bytes.first == UInt8(ascii: "-") { path = RepositoryPath(bytes: Array("./".utf8) + path.bytes) }
      if isSeparatedByNUL {
        bytes += path.bytes + [0]
      } else {
        bytes += Array(path.description.utf8) + [UInt8(ascii: "\n")]
      }
    }
    return bytes
  }

  /// One line a group: how many tests are affected, and why none or all.
  package static func summary(_ report: TestSelectionReport) -> [String] {
    report.groups.map { group in
      TerminalText.safe(group.name) + ": " + TerminalText.safe(extent(of: group, isShort: true))
    }
  }

  /// The affected tests with the chain behind each.
  package static func explanation(_ report: TestSelectionReport, style: TerminalStyle) -> String {
    var lines: [String] = []
    for group in report.groups {
      if !lines.isEmpty { lines.append("") }
      let runner = group.runner.map { group.name.hasPrefix($0) ? "" : " (\($0))" } ?? ""
      let about = TerminalText.safe(runner + ": " + extent(of: group, isShort: false))
      lines.append(style.paint(TerminalText.safe(group.name), .bold) + about)
      if group.reasons.count > 1 || group.extent == .everything || group.extent == .some {
        lines += group.reasons.map { "  because " + TerminalText.safe($0) }
      }
      lines += group.tests.map { line(of: $0, style) }
    }
    let count = report.groups.reduce(0) { $0 + $1.tests.count }
    let total = Wording.count(count, "test file") + " (\(TerminalText.safe(report.subject)))"
    return (lines + ["", style.paint("gate:", .bold) + " " + total]).joined(separator: "\n") + "\n"
  }

  private static func extent(of group: TestSelectionReport.Group, isShort: Bool) -> String {
    let reason = group.reasons.first ?? ""
    let passed = group.tests.count { $0.isPassed == true }
    let known = passed > 0 ? ", \(passed) with a kept pass" : ""
    switch group.extent {
    case .none: return "no tests: \(reason)"
    case .unknown: return "all tests: \(reason)"
    case .some:
      guard let total = group.totalCount else { return Wording.count(group.tests.count, "test file") + known }
      return "\(group.tests.count) of " + Wording.count(total, "test file") + known
    case .everything:
      return "all " + Wording.count(group.totalCount ?? group.tests.count, "test file") + known
        + (isShort ? ": \(reason)" : "")
    }
  }

  /// The test, and behind it what leads from it to the change.
  private static func line(of test: TestSelectionReport.Test, _ style: TerminalStyle) -> String {
    var text = "  " + style.paint(test.path.shown(), .bold)
    let chain = Array(test.chain.reversed())
    for (step, needed) in zip(chain, chain.dropFirst()) {
      guard let kind = step.kind else { continue }
      let verb = kind.verb(ofDirectory: step.isDirectory)
      text += " \(style.symbols.arrow) \(style.paint(verb, .dim)) \(needed.path.shown(asDirectory: needed.isDirectory))"
    }
    if let status = test.status {
      let what = test.definition.map { ": \(TerminalText.safe($0.name)) in line \($0.line)" }
      let whole = test.wholeReason.map { ": it " + TerminalText.safe($0) }
      text += " " + style.paint("(\(status.word)\(what ?? whole ?? ""))", .yellow)
    }
    if test.isPassed == true { text += " " + style.paint("passed before", .green) }
    return text
  }
}

extension RepositoryPath {
  /// The path as it is reached from `directory`.
  package func seen(from directory: RepositoryPath) -> RepositoryPath {
    let slash = UInt8(ascii: "/")
    let own = bytes.split(separator: slash)
    let other = directory.bytes.split(separator: slash)
    let common = zip(own, other).prefix { $0.elementsEqual($1) }.count
    let up = other.dropFirst(common).map { _ in ArraySlice("..".utf8) }
    return RepositoryPath(bytes: (up + own.dropFirst(common)).joined(separator: [slash]))
  }
}
