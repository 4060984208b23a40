import DocumentTree
import GateModel

/// The values of a flag's variants, held against each other.
struct VariantValues {
  struct Entry {
    let name: String
    let value: DocumentNode
  }

  let entries: [Entry]
  /// The flag in words.
  let flag: String
  /// What the format calls a variant.
  var noun = "variant"
  /// Whether a variant may be a list.
  var takesLists = false
  /// How much it weighs that they are of different types.
  var mixed = Severity.error

  /// The type on which the variants agree; `nil` where they do not, and for lists.
  func check(_ findings: inout FlagFindings) -> FlagValueType? {
    var typed: [(entry: Entry, type: String)] = []
    var counts: [String: Int] = [:]
    for entry in entries {
      let value = entry.value.value
      guard value != .null, takesLists || value.flagType != nil else {
        findings.add(
          .variantType,
          "\(noun) `\(FlagFindings.shown(entry.name))` of \(flag) is \(value.article); it takes a boolean, a text, "
            + "a number\(takesLists ? ", a list" : "") or an object", at: entry.value)
        continue
      }
      let type = value.flagType?.rawValue ?? "list"
      counts[type, default: 0] += 1
      typed.append((entry, type))
    }
    // The type of most variants is the one that was meant; of two alike, the one that comes first.
    let most = counts.values.max()
    guard let model = typed.first(where: { counts[$0.type] == most }) else { return nil }
    for (entry, type) in typed where type != model.type {
      findings.add(
        .variantTypesMixed,
        "\(noun) `\(FlagFindings.shown(entry.name))` of \(flag) is \(entry.value.value.article), while "
          + "`\(FlagFindings.shown(model.entry.name))` (line \(model.entry.value.start.line)) is "
          + model.entry.value.value.article, at: entry.value, severity: mixed,
        help: "all \(noun)s of one flag have the same type")
    }
    return counts.count == 1 ? model.entry.value.value.flagType : nil
  }
}
