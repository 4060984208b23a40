import GateModel

/// What changes about a flag besides what it serves, in words.
enum FlagChangeDetails {
  static func words(_ change: FlagChange) -> [String] {
    guard change.kind == .changed, let old = change.old.first?.flag, let new = change.new.first?.flag else { return [] }
    var words: [String] = []
    if let left = old.type, let right = new.type, left != right {
      words.append("type: \(left.rawValue) → \(right.rawValue)")
    }
    let variants = variants(change.old.map(\.flag), change.new.map(\.flag))
    if !variants.isEmpty { words.append("variants: " + variants.joined(separator: ", ")) }
    let (before, after) = (joined(change.old), joined(change.new))
    compare("owner", before.owner?.value, after.owner?.value, &words)
    compare("kind", before.kind?.value.rawValue, after.kind?.value.rawValue, &words)
    compare("expires", before.expires.map { day($0.value) }, after.expires.map { day($0.value) }, &words)
    compare("safe", before.safeVariant?.value, after.safeVariant?.value, &words)
    compare("rollback", before.rollback?.value, after.rollback?.value, &words)
    compare("story", before.story?.value, after.story?.value, &words)
    compare("issue", before.issue?.value, after.issue?.value, &words)
    if before.description?.value != after.description?.value { words.append("description") }
    if before.tests.map(\.value) != after.tests.map(\.value) { words.append("tests") }
    if before.isArchived != after.isArchived { words.append(after.isArchived ? "archived" : "no longer archived") }
    let needs = change.old.flatMap { $0.flag.prerequisites.map(\.key) }
    let needed = change.new.flatMap { $0.flag.prerequisites.map(\.key) }
    if needs != needed { words.append("depends on: \(list(needs)) → \(list(needed))") }
    return words
  }

  static func joined(_ sides: [FlagChange.Side]) -> FlagMetadata {
    sides.dropFirst().reduce(sides.first?.flag.metadata ?? FlagMetadata()) { $0.completed(by: $1.flag.metadata) }
  }

  private static func list(_ names: [String]) -> String { names.isEmpty ? "nothing" : FlagFindings.list(names) }

  private static func day(_ expiry: FlagExpiry) -> String {
    switch expiry {
    case .after(let day): "\(day)"
    case .never: "never"
    }
  }

  private static func compare(_ name: String, _ old: String?, _ new: String?, _ words: inout [String]) {
    guard old != new else { return }
    let shown = { (text: String?) in text.map(FlagFindings.shown) ?? "none" }
    words.append("\(name): \(shown(old)) → \(shown(new))")
  }

  /// What came, what has another value, what went.
  private static func variants(_ old: [Flag], _ new: [Flag]) -> [String] {
    let (old, new) = (old.flatMap(\.variants), new.flatMap(\.variants))
    let before = Dictionary(old.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(new.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    var seen: Set<String> = []
    var words: [String] = []
    for name in new.map(\.name) where seen.insert(name).inserted {
      if let earlier = before[name] {
        if earlier != after[name] { words.append("`\(FlagFindings.shown(name))` has another value") }
      } else {
        words.append("+ `\(FlagFindings.shown(name))`")
      }
    }
    for name in old.map(\.name) where after[name] == nil && seen.insert(name).inserted {
      words.append("− `\(FlagFindings.shown(name))`")
    }
    return words
  }
}
