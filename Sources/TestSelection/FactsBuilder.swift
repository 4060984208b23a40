/// Gathers the facts of a text, each need once.
struct FactsBuilder {
  private(set) var facts = FileFacts()
  private var seen: Set<FileFacts.Need> = []

  /// A text longer than this names nothing.
  private static let textLimit = 200

  mutating func add(_ form: FileFacts.Need.Form, _ name: String, level: UInt8 = 0, members: [String] = []) {
    let need = FileFacts.Need(form, name, level: level, members: members)
    if seen.insert(need).inserted { facts.needs.append(need) }
  }

  mutating func declare(_ name: String) {
    if !facts.declares.contains(name) { facts.declares.append(name) }
  }

  mutating func setOpaque() { facts.isOpaque = true }

  /// Keeps the first.
  mutating func setFault(_ fault: String) { facts.fault = facts.fault ?? fault }

  /// Adds what stands in quotes and has no blanks: it may name a file or a module.
  mutating func addTexts(in bytes: [UInt8]) {
    QuotedText.forEach(in: bytes) { _, content in
      guard content.count <= Self.textLimit, content.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return }
      add(.text, String(decoding: content, as: UTF8.self))
    }
  }
}
