import DocumentTree
import GateModel

extension FlagMetadata {
  /// The metadata that the members of an object give by the names that gate's own `flags.yml` has for them.
  ///
  /// What has another type than expected is left out: formats differ in what they allow here.
  init(_ node: DocumentNode?) {
    self.init()
    for entry in node?.members ?? [] {
      let text = Self.text(entry.value)
      switch entry.key.keyText {
      case "description": description = text
      case "owner", "maintainer": owner = text
      case "kind", "type":
        kind = text.flatMap { text in FlagKind(rawValue: text.value).map { Placed($0, at: text.range) } }
      case "created":
        created = text.flatMap { text in CalendarDay(date: text.value).map { Placed($0, at: text.range) } }
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

  /// A text, or a number as it is written: a story may be `1.3`.
  private static func text(_ node: DocumentNode) -> Placed<String>? {
    switch node.value {
    case .string(let text), .number(let text): Placed(text, at: node.range)
    case .null, .boolean, .list, .object: nil
    }
  }

  /// The texts of a list, or those between the commas of the one text that stands for it where a format has no lists.
  static func texts(_ node: DocumentNode) -> [Placed<String>] {
    if let elements = node.elements {
      return elements.compactMap { node in node.text.map { Placed($0, at: node.range) } }
    }
    return (node.text ?? "").split(separator: ",").compactMap { part in
      let trimmed = part.drop { $0 == " " }
      let end = trimmed.lastIndex { $0 != " " }
      return end.map { Placed(String(trimmed[...$0]), at: node.range) }
    }
  }
}

extension CalendarDay {
  /// The day of a date like `2027-01-31`, also of one with a time behind it (RFC 3339).
  init?(date text: String) {
    if text.utf8.count > 10, let separator = text.dropFirst(10).first, "Tt ".contains(separator) {
      self.init(text.prefix(10))
    } else {
      self.init(text)
    }
  }
}

extension FlagExpiry {
  /// `2027-01-31` or `never`; `nil` for anything else.
  init?(_ text: String) {
    if text == "never" {
      self = .never
    } else if let day = CalendarDay(date: text) {
      self = .after(day)
    } else {
      return nil
    }
  }
}
