import DocumentTree
import GateModel

extension FlagMetadata {
  /// The metadata that the members of an object give by the names that gate's own `flags.yml` has for them.
  ///
  /// What has another type than expected is left out: formats differ in what they allow here.
  init(_ node: DocumentNode?) {
    self.init()
    for entry in node?.members ?? [] {
      let text = entry.value.text.map { Placed($0, at: entry.value.range) }
      switch entry.key.keyText {
      case "description": description = text
      case "owner", "maintainer": owner = text
      case "kind", "type":
        kind = text.flatMap { text in FlagKind(rawValue: text.value).map { Placed($0, at: text.range) } }
      case "created": created = text.flatMap { text in CalendarDay(text.value).map { Placed($0, at: text.range) } }
      case "expires": expires = text.flatMap { text in FlagExpiry(text.value).map { Placed($0, at: text.range) } }
      case "story": story = text
      case "tests": tests = Self.texts(entry.value)
      case "rollback": rollback = text
      case "safe": safeVariant = text
      case "issue": issue = text
      case "tags": tags = Self.texts(entry.value)
      case "archived", "deprecated": if case .boolean(true) = entry.value.value { isArchived = true }
      default: continue
      }
    }
  }

  /// The texts of a list, or the one text that stands for it.
  static func texts(_ node: DocumentNode) -> [Placed<String>] {
    (node.elements ?? [node]).compactMap { node in node.text.map { Placed($0, at: node.range) } }
  }
}

extension FlagExpiry {
  /// `2027-01-31` or `never`; `nil` for anything else.
  init?(_ text: String) {
    if text == "never" {
      self = .never
    } else if let day = CalendarDay(text) {
      self = .after(day)
    } else {
      return nil
    }
  }
}
