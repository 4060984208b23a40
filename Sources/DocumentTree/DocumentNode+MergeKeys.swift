extension DocumentNode {
  /// The entries of a mapping with its merge keys (`<<: *base`, `<<: [*a, *b]`) resolved: an entry of its own wins over a
  /// merged one, an earlier merged mapping over a later one. Own entries come first, in order, duplicates kept; `nil` where
  /// the node is no mapping.
  ///
  /// - Throws: `DocumentError` where `<<` stands for something else than mappings.
  package func mergedEntries() throws(DocumentError) -> [Entry]? {
    guard case .mapping(let entries) = content else { return nil }
    guard entries.contains(where: \.isMerge) else { return entries }
    var merged = entries.filter { !$0.isMerge }
    var names = Set(merged.compactMap(\.key.scalarText))
    for entry in entries where entry.isMerge {
      for base in try entry.mergedMappings() {
        for inherited in try base.mergedEntries() ?? [] {
          guard let name = inherited.key.scalarText else { continue }
          if names.insert(name).inserted { merged.append(inherited) }
        }
      }
    }
    return merged
  }

  /// The text of a scalar, however it was written; `nil` for a collection.
  package var scalarText: String? {
    switch content {
    case .string(let text), .plain(let text): text
    case .mapping, .sequence: nil
    }
  }
}

extension DocumentNode.Entry {
  fileprivate var isMerge: Bool { key.content == .plain("<<") }

  fileprivate func mergedMappings() throws(DocumentError) -> [DocumentNode] {
    switch value.content {
    case .mapping: return [value]
    case .sequence(let items):
      for item in items {
        guard case .mapping = item.content else {
          throw DocumentError("\"<<\" takes mappings only", at: item.start)
        }
      }
      return items
    case .string, .plain: throw DocumentError("\"<<\" takes a mapping or a list of mappings", at: value.start)
    }
  }
}
