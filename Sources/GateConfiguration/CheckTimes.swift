internal import DocumentTree
package import GateModel

/// `gate.times.yml`: how long checks take, written by `gate shards --record` and tracked beside gate.yml, so that every
/// machine that checks a commit splits its work by the same times.
package struct CheckTimes: Hashable, Sendable {
  /// The file's name, at the root of the repository.
  package static let fileName = "gate.times.yml"

  package var times: [CheckID: CheckTime]

  package init(_ times: [CheckID: CheckTime] = [:]) { self.times = times }

  /// Reads the file.
  ///
  /// - Throws: `ConfigurationErrors` with everything that is wrong, in the order of the file.
  package static func load(_ bytes: [UInt8]) throws(ConfigurationErrors) -> CheckTimes {
    var problems = Problems()
    let times = decode(bytes, &problems)
    if problems.errors.isEmpty { return times }
    let ordered = problems.errors.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    throw ConfigurationErrors(path: fileName, errors: ordered)
  }

  /// The file's text. Times are rounded to two digits, so that it changes only when they do.
  package var text: String {
    let lines = times.sorted { $0.key.name < $1.key.name }.map { id, time in
      "  \(id.name): { milliseconds: \(Self.rounded(time.milliseconds)), files: \(Self.rounded(time.files)) }\n"
    }
    let head = """
      # How long checks take, by which `gate check --shard` splits the work. Written by `gate shards --record`.
      version: 1

      """
    return head + (lines.isEmpty ? "checks: {}\n" : "checks:\n" + lines.joined())
  }

  private static func rounded(_ number: Int) -> Int {
    var unit = 1
    while number / unit >= 100 { unit *= 10 }
    return (number + unit / 2) / unit * unit
  }

  private static func decode(_ bytes: [UInt8], _ problems: inout Problems) -> CheckTimes {
    var result = CheckTimes()
    do {
      guard let document = try YAMLDocument.parse(bytes) else { return result }
      guard
        let fields = Fields(
          document, place: nil, named: fileName, known: ["version", "checks"], problems: &problems)
      else { return result }
      if let version = fields.required("version", &problems) { _ = problems.integer("version", version, in: 1...1) }
      guard let node = fields["checks"], let entries = problems.entries("checks", node) else { return result }
      for entry in entries {
        guard let id = entry.key.scalarText, let time = time(of: id, entry.value, &problems) else { continue }
        result.times[CheckID(id)] = time
      }
    } catch {
      problems.report(.syntax(error.message), at: error.position)
    }
    return result
  }

  private static func time(of id: String, _ node: DocumentNode, _ problems: inout Problems) -> CheckTime? {
    guard
      let fields = Fields(
        node, place: "check \(quoted(id))", named: id, known: ["milliseconds", "files"], problems: &problems)
    else { return nil }
    let milliseconds = fields.required("milliseconds", &problems).flatMap {
      problems.integer("milliseconds", $0, in: 0...CheckTime.mostMilliseconds)
    }
    let files = fields["files"].map { problems.integer("files", $0, in: 0...CheckTime.mostFiles) } ?? 0
    guard let milliseconds, let files else { return nil }
    return CheckTime(milliseconds: milliseconds, files: files)
  }
}
