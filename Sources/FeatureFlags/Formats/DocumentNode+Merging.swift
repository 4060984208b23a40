import DocumentTree

extension DocumentNode {
  /// The node with the merge keys (`<<: *base`) of all its mappings resolved, as readers of YAML do it.
  ///
  /// It has no more nodes than it had, for what is behind an alias was counted when the text was parsed.
  ///
  /// - Throws: `DocumentError` where `<<` stands for something else than mappings.
  func resolvingMerges() throws(DocumentError) -> DocumentNode {
    var node = self
    switch content {
    case .string, .plain: break
    case .sequence(let elements):
      var resolved: [DocumentNode] = []
      for element in elements { resolved.append(try element.resolvingMerges()) }
      node.content = .sequence(resolved)
    case .mapping(let entries):
      var resolved: [Entry] = []
      for entry in try mergedEntries() ?? entries {
        resolved.append(Entry(key: entry.key, value: try entry.value.resolvingMerges()))
      }
      node.content = .mapping(resolved)
    }
    return node
  }
}
