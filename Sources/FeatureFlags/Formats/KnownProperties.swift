import DocumentTree

/// The properties that an object of a format may have.
struct KnownProperties {
  /// What becomes of others.
  enum Others {
    /// They are errors.
    case refused
    /// They are free to be there; only one that looks like a slip of the keyboard is reported.
    case ignored
  }

  /// What has the properties, with an article.
  let owner: String
  let names: [String]
  let others: Others

  init(of owner: String, _ names: [String], others: Others) {
    self.owner = owner
    self.names = names
    self.others = others
  }

  func check(_ members: [DocumentNode.Entry], _ findings: inout FlagFindings) {
    for entry in members {
      guard let name = entry.key.keyText, !names.contains(name) else { continue }
      let suggestion = FlagFindings.suggestion(for: name, among: names)
      if suggestion == nil, others == .ignored || name.hasPrefix("x-") || name.hasPrefix("$") { continue }
      findings.add(
        .unknownProperty, "\(owner) has no property `\(FlagFindings.shown(name))`", at: entry.key,
        help: suggestion ?? "it takes \(FlagFindings.list(names))")
    }
  }
}
