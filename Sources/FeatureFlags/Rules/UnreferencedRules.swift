import GateModel

/// Flags that no code asks for.
enum UnreferencedRules {
  static func check(_ inspection: FlagInspection, _ report: inout FlagReport) {
    let content = inspection.content
    let reads = content.references.filter { $0.kind == .read }
    let flags = content.flags
    let defined = Set(flags.map(\.key))
    // Where nothing asks for any of the flags, the code that does lies elsewhere.
    let isAsked = reads.contains { !$0.isTest && defined.contains($0.key) }
    let before = inspection.keysReadBefore
    guard content.isComplete, isAsked || !before.isDisjoint(with: defined) else { return }
    let uncertain = Set(content.unresolved.filter { !$0.isTest }.map { Pattern($0) })
    guard !uncertain.contains(Pattern.all) else { return }
    var uses = Uses()
    for reference in content.references { uses.add(reference) }
    for mention in content.mentions { uses.add(mention) }
    for flag in flags { for other in flag.prerequisites { uses.read.insert(other.key) } }
    var seen: Set<String> = []
    for flag in flags where seen.insert(flag.key).inserted && !flag.metadata.isArchived {
      guard !uses.read.contains(flag.key), !uncertain.contains(where: { $0.matches(flag.key) }) else { continue }
      if before.contains(flag.key) {
        reportLast(flag, &report)
      } else if isAsked {
        judge(flag, uses, &report)
      }
    }
  }

  private static func reportLast(_ flag: Flag, _ report: inout FlagReport) {
    report.add(
      .lastReadRemoved, "this change removes the last code that asks for flag `\(FlagFindings.shown(flag.key))`",
      in: flag.path, at: flag.range, help: "remove the flag as well, or say in which issue that is done")
  }

  /// What is known of a computed key.
  private struct Pattern: Hashable {
    static let all = Pattern(beginning: "", ending: "")
    var beginning: String
    var ending: String

    init(beginning: String, ending: String) { (self.beginning, self.ending) = (beginning, ending) }
    init(_ reference: FlagReference) {
      self.init(beginning: reference.keyBeginning, ending: reference.keyEnding)
    }

    func matches(_ key: String) -> Bool { key.hasPrefix(beginning) && key.hasSuffix(ending) }
  }

  private struct Uses {
    /// Keys that code asks for, or that stand where code may well use them.
    var read: Set<String> = []
    var tested: [String: FlagReference] = [:]
    var mentioned: [String: FlagReference] = [:]

    mutating func add(_ reference: FlagReference) {
      let isWord = reference.kind == .mention && ["comment", "document"].contains(reference.call)
      if isWord {
        if mentioned[reference.key] == nil { mentioned[reference.key] = reference }
      } else if reference.isTest || reference.kind == .override {
        if tested[reference.key] == nil { tested[reference.key] = reference }
      } else {
        read.insert(reference.key)
      }
    }
  }

  private static func judge(_ flag: Flag, _ uses: Uses, _ report: inout FlagReport) {
    let key = FlagFindings.shown(flag.key)
    if let test = uses.tested[flag.key] {
      report.add(
        .testedOnly, "only tests have to do with flag `\(key)`", in: flag.path, at: flag.range,
        help:
          "as at \(test.path):\(test.range.line); remove the flag with its tests, or the code that it is for is missing"
      )
    } else if let mention = uses.mentioned[flag.key] {
      report.add(
        .mentionedOnly, "only comments and documents speak of flag `\(key)`", in: flag.path, at: flag.range,
        help: "as at \(mention.path):\(mention.range.line); remove the flag, or the code that it is for is missing")
    } else {
      report.add(
        .unreferenced, "no code asks for flag `\(key)`", in: flag.path, at: flag.range,
        help: "remove the flag; where a function of your own asks for it, name that in `wrappers`")
    }
  }
}
