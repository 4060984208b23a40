import DocumentTree
import GateModel

/// Collects the findings of one definition file.
struct FlagFindings {
  let path: RepositoryPath
  private(set) var all: [Finding] = []
  /// More findings than this say nothing new about one file.
  private static let maximum = 1000

  init(path: RepositoryPath) {
    self.path = path
  }

  mutating func add(
    _ rule: FlagRule, _ message: String, at node: DocumentNode, severity: Severity? = nil, help: String? = nil
  ) {
    add(rule, message, at: node.range, severity: severity, help: help)
  }

  mutating func add(
    _ rule: FlagRule, _ message: String, at range: SourceRange, severity: Severity? = nil, help: String? = nil
  ) {
    guard all.count < Self.maximum else { return }
    all.append(
      Finding(
        rule: rule.id, severity: severity ?? rule.severity, message: message, path: path, range: range, help: help))
  }

  /// The findings in the order of the file.
  var sorted: [Finding] {
    all.enumerated().sorted { left, right in
      let (first, second) = (left.element.range, right.element.range)
      return (first?.line ?? 0, first?.column ?? 0, left.offset) < (
        second?.line ?? 0, second?.column ?? 0, right.offset
      )
    }.map(\.element)
  }

  /// “did you mean `x`?” where one of `names` is near `name`.
  static func suggestion(for name: String, among names: some Sequence<String>) -> String? {
    NearestName.match(for: name, among: names.sorted()).map { "did you mean `\($0)`?" }
  }

  /// `a`, `b` and `c`, bounded.
  static func list(_ names: [String]) -> String {
    let shown = names.prefix(8).map { "`\(Self.shown($0))`" }
    if names.count > shown.count { return shown.joined(separator: ", ") + " and \(names.count - shown.count) more" }
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "none" }
    return shown.dropLast().joined(separator: ", ") + " and " + last
  }

  /// `name` as it fits into a message.
  static func shown(_ name: String) -> String {
    let text = String(
      name.unicodeScalars.prefix(60).map { $0.value < 0x20 || $0.value == 0x7F ? "\u{FFFD}" : Character($0) })
    return name.unicodeScalars.count > 60 ? text + "…" : text
  }
}
