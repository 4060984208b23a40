import DocumentTree
package import GateModel

/// A value of JSON. The order of an object's members and those that stand twice survive.
package indirect enum FlagValue: Hashable, Sendable {
  /// One member of an object.
  package struct Member: Hashable, Sendable {
    package var name: String
    package var value: FlagValue

    package init(_ name: String, _ value: FlagValue) {
      self.name = name
      self.value = value
    }
  }

  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case list([FlagValue])
  case object([Member])

  /// The type of a flag that has this value, `nil` for null and lists.
  package var type: FlagValueType? {
    switch self {
    case .boolean: .boolean
    case .number: .number
    case .string: .string
    case .object: .object
    case .null, .list: nil
    }
  }

  /// The value of the last member called `name`, which is the one that parsers keep; `nil` where there is none.
  package subscript(name: String) -> FlagValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }
}

extension FlagValue {
  /// The value that `node` means by JSON's rules and by those of YAML 1.2's core schema.
  init(_ node: DocumentNode) {
    switch node.value {
    case .null: self = .null
    case .boolean(let value): self = .boolean(value)
    case .number(let text): self = .number(NumberText.value(of: text))
    case .string(let text): self = .string(text)
    case .list(let elements): self = .list(elements.map(FlagValue.init))
    case .object(let entries):
      self = .object(entries.compactMap { entry in entry.key.keyText.map { Member($0, FlagValue(entry.value)) } })
    }
  }
}

/// Numbers as JSON and YAML write them.
enum NumberText {
  /// The number that `text` means; not a number where it means none.
  static func value(of text: String) -> Double {
    if text.hasPrefix("0x"), let number = UInt64(text.dropFirst(2), radix: 16) { return Double(number) }
    if text.hasPrefix("0o"), let number = UInt64(text.dropFirst(2), radix: 8) { return Double(number) }
    switch text.lowercased() {
    case ".inf", "+.inf": return .infinity
    case "-.inf": return -.infinity
    default: return Double(text) ?? .nan
    }
  }
}
